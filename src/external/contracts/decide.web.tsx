import { Button, Radio, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, ApiProblem, keys } from '../../kernel/web/api.web.ts'
import { toast } from '../../kernel/web/toast.web.tsx'
import { decisionWords, saySending } from './renewal-words.ts'
import type { Renewal } from './renewals.data.web.ts'
import css from './renewals.module.css'
import { type Decision, decisions } from './terms.ts'

/** What was decided, or the form to decide. */
export function Decide({ row }: { readonly row: Renewal }) {
  const mayDecide = row.can?.includes('action:decide') === true
  const [isAnew, setAnew] = useState(false)
  if (row.decideBy === null) return null
  if (row.decision !== null && !isAnew)
    return (
      <section className={css.decided}>
        <p>
          Decided: <strong>{decisionWords[row.decision].label}</strong>. {saySending(row, row.decision)}
        </p>
        <p className={css.ways}>
          {hasLetter(row, row.decision) && (
            <Button
              renderRoot={(props) => (
                <Link
                  to={'/renewals/letter' as '/'}
                  search={{ contract: row.id, decision: row.decision } as never}
                  {...props}
                />
              )}
            >
              Open the letter
            </Button>
          )}
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to={'/renewals/dossier' as '/'} search={{ contract: row.id } as never} {...props} />
            )}
          >
            What it was decided by
          </Button>
          {mayDecide && (
            <Button variant="default" onClick={() => setAnew(true)}>
              Decide otherwise
            </Button>
          )}
        </p>
      </section>
    )
  if (!mayDecide) return <p className={css.dim}>Nothing was decided yet.</p>
  return <Form row={row} onDone={() => setAnew(false)} />
}

const hasLetter = ({ outlook }: Renewal, decision: Decision): boolean =>
  !(decision === 'renew' && (outlook === 'renews' || outlook === 'goes_on'))

function Form({ row, onDone }: { readonly row: Renewal; readonly onDone: () => void }) {
  const client = useQueryClient()
  const [decision, setDecision] = useState<Decision | null>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const record = async (): Promise<void> => {
    if (decision === null || reason.trim() === '')
      return setProblem(decision === null ? 'Choose what is decided.' : 'Say why it is decided so.')
    setBusy(true)
    setProblem(null)
    try {
      await api('POST', `/contracts/${row.id}/actions/decide`, {
        body: { decision, decidedEnd: row.decidedEnd, reason: reason.trim() },
      })
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.related() }),
        client.invalidateQueries({ queryKey: keys.lists('contract') }),
      ])
      toast({ says: `Decided about ${row.number}: ${decisionWords[decision].label.toLowerCase()}.` })
      onDone()
    } catch (error) {
      setProblem(error instanceof ApiProblem ? (error.problems[0]?.says ?? error.message) : 'It could not be recorded.')
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={css.decide}
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      <Radio.Group
        label="What is decided?"
        value={decision}
        onChange={(value) => setDecision(value as Decision)}
        className={css.choices}
      >
        {decisions.map((one) => (
          <Radio key={one} value={one} label={decisionWords[one].label} description={decisionWords[one].about} />
        ))}
      </Radio.Group>
      <Textarea
        label="Why"
        description="Stands in the contract’s log, for whoever asks later."
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
      />
      {decision !== null && <p className={css.dim}>{saySending(row, decision)}</p>}
      {problem !== null && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" loading={isBusy}>
        Record the decision
      </Button>
    </form>
  )
}
