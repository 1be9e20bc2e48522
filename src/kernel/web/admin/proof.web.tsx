import { Button } from '@mantine/core'
import { useState } from 'react'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { Toned } from '../field/state.web.tsx'
import { momentText } from '../field/when.ts'
import { countText } from '../field/words.ts'
import { toastProblem } from '../toast.web.tsx'
import css from './admin.module.css'
import { AdminPage, Section } from './page.web.tsx'

interface HistoryProblem {
  readonly says: string
  readonly type?: string | null | undefined
  readonly recordId?: string | null | undefined
}
interface Verification {
  readonly ok: boolean
  readonly entries: number
  readonly chains: number
  readonly anchors: number
  readonly unanchored: number
  readonly found: number
  readonly problems: readonly HistoryProblem[]
}
interface Proof extends Verification {
  readonly at: string
}

/** Recomputes the whole history and says whether it is what was written. */
export default function ProofPage() {
  const [proof, setProof] = useState<Proof | null>(null)
  const [isBusy, setBusy] = useState(false)
  const prove = async () => {
    setBusy(true)
    try {
      setProof({ ...(await read<Verification>('/history/verification')), at: new Date().toISOString() })
    } catch (error) {
      toastProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <AdminPage
      title="Proof of history"
      about="Each entry of the history is sealed with the one before it. The proof recomputes every seal: a changed, removed or added entry shows."
    >
      <div className={css.actions}>
        <Button size="sm" loading={isBusy} onClick={() => void prove()}>
          Prove the history
        </Button>
        <span className={css.dim} role="status">
          {isBusy && 'Every entry is read. This can take minutes when there are millions.'}
        </span>
      </div>
      {proof && <Result proof={proof} />}
    </AdminPage>
  )
}

function Result({ proof }: { proof: Proof }) {
  const { ok, entries, chains, anchors, unanchored, found, problems, at } = proof
  return (
    <Section title={ok ? 'The history is what was written' : 'The history is not what was written'}>
      <p role="status">
        <Toned tone={ok ? 'good' : 'bad'}>
          {ok ? 'No entry was changed, removed or added' : `${countText(found)} problems were found`}
        </Toned>
      </p>
      <dl className={css.figures}>
        <Figure label="Entries" value={countText(entries)} />
        <Figure label="Records" value={countText(chains)} />
        <Figure label="Anchors" value={countText(anchors)} />
        <Figure label="Since the last anchor" value={countText(unanchored)} />
        <Figure label="Proven" value={momentText(at)} />
      </dl>
      {problems.length > 0 && (
        <ul className={css.lines}>
          {problems.map(({ says, type, recordId }, index) => (
            <li key={index}>
              <Where type={type} recordId={recordId} /> {says}
            </li>
          ))}
        </ul>
      )}
      {found > problems.length && <p className={css.dim}>The first {countText(problems.length)} are shown.</p>}
    </Section>
  )
}

/** The record that a problem was found at, where it is still there to be opened. */
function Where({ type, recordId }: Omit<HistoryProblem, 'says'>) {
  const record = useRegistry().records.find(({ name }) => name === type)
  if (!record || !recordId) return null
  return (
    <RecordAnchor record={record} id={recordId}>
      {record.label[0]}
    </RecordAnchor>
  )
}

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)
