import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { momentText } from '../../../kernel/web/field/when.ts'
import { ActionDialog } from '../../../kernel/web/record/action.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { useVerbs } from '../../../kernel/web/record/verbs.web.ts'
import { Notice } from '../../../kernel/web/shell/problem.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import { sayDay } from '../day.ts'
import { PdfButton } from '../pdf.web.tsx'
import { decisionWords } from '../renewal-words.ts'
import { type Renewal, useRenewal } from '../renewals.data.web.ts'
import { useDossierWanted } from './data.web.ts'
import css from './page.module.css'
import type { RenewalDossier } from './renewal-dossier.record.ts'
import { usualDossierDays } from './lead.ts'
import { Sections } from './sections.web.tsx'

/** What is known for deciding about an end of a contract: the dossier itself, or the one about a contract's next end. */
export default function DossierPage() {
  const { contract = '', dossier = '' }: { readonly contract?: string; readonly dossier?: string } = useSearch({
    strict: false,
  })
  const { data, error, refetch } = useDossierWanted({ contract, dossier })
  useTitle(data ? `Dossier: ${data.name}` : 'Dossier')
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Lines count={10} />
  if (data === null) return <NotYet contract={contract} />
  return <Dossier dossier={data} />
}

/** A contract that has no dossier about its next end: why, and how to have one now. */
function NotYet({ contract }: { readonly contract: string }) {
  const { data: row, error, refetch } = useRenewal(contract)
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!row) return <Lines count={4} />
  const assemble = async (): Promise<void> => {
    setBusy(true)
    try {
      await api('POST', `/contracts/${row.id}/actions/assemble`, { body: {} })
      await client.invalidateQueries({ queryKey: keys.related() })
    } catch (problem) {
      toastProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  const mayAssemble = row.can?.includes('action:assemble') === true && row.decideBy !== null
  return (
    <Notice
      title={`${row.title} has no dossier yet`}
      action={
        mayAssemble ? (
          <Button loading={isBusy} onClick={() => void assemble()}>
            Assemble it now
          </Button>
        ) : (
          <ToDecision contract={row.id} />
        )
      }
    >
      {row.decideBy === null
        ? 'Nothing is to be decided about it now.'
        : `It is to be decided by ${sayDay(row.decideBy)}. Its dossier assembles itself ${sayAhead(row)} before that day, and follows what becomes known from then on.`}
    </Notice>
  )
}

const sayAhead = ({ dossierDays }: Renewal): string => `${dossierDays ?? usualDossierDays} days`

const ToDecision = ({ contract }: { readonly contract: string }) => (
  <Button
    variant="default"
    renderRoot={(props) => <Link to={'/renewals' as '/'} search={{ open: contract } as never} {...props} />}
  >
    To the decision
  </Button>
)

function Dossier({ dossier }: { readonly dossier: Row & RenewalDossier }) {
  const registry = useRegistry()
  const { facts, decision } = dossier
  const contract = facts?.contract
  return (
    <article className={css.page}>
      <header className={css.head}>
        <div>
          <h1>{contract?.name ?? dossier.name}</h1>
          <p>
            {contract && `${contract.number ?? ''} with ${contract.counterparty}. `}
            About its end on {sayDay(dossier.decidedEnd)}.
            {contract?.owner && decision === null && ` ${contract.owner} decides.`}
          </p>
          <p>
            <RecordAnchor record={registry.record('renewal_dossier')} id={dossier.id}>
              {dossier.number ?? 'Dossier'}
            </RecordAnchor>
            {dossier.assembledAt && `, ${sayAsOf(dossier)} ${momentText(dossier.assembledAt)}`}.
          </p>
        </div>
        <div className={css.ways}>
          {contract && <ToDecision contract={contract.id} />}
          {facts && <PdfButton path={`/renewal-dossiers/${dossier.id}/pdf`} />}
        </div>
      </header>
      {decision !== null && (
        <section className={css.decision} aria-label="What was decided">
          <p>
            Decided{dossier.decidedOn && ` on ${sayDay(dossier.decidedOn)}`}
            {dossier.decidedBy && ` by ${dossier.decidedBy}`}: <strong>{decisionWords[decision].label}</strong>.
          </p>
          {dossier.reason && <p>{dossier.reason}</p>}
        </section>
      )}
      {facts ? <Sections sections={facts.sections} /> : <p>Nothing stands in it.</p>}
      <Entering dossier={dossier} />
    </article>
  )
}

const sayAsOf = ({ state }: Row & RenewalDossier): string =>
  state === 'decided' ? 'kept as it was when it was decided,' : 'as of'

/** The ways to add what Quarterdeck can't know by itself. */
function Entering({ dossier }: { readonly dossier: Row & RenewalDossier }) {
  const mayEnter = useMe().can['renewal_alternative']?.create === true
  const mayOffer = !mayEnter && dossier.can.includes('action:enterAlternative')
  const mayAsk = dossier.can.includes('update')
  const { data: count } = useQuery({
    queryKey: [...keys.related(), 'dossier', 'tasks', dossier.id],
    queryFn: ({ signal }) =>
      read<{ tasks: readonly { isDone: boolean }[] }>(`/records/${dossier.id}/tasks`, {}, signal),
    select: ({ tasks }) => tasks.filter(({ isDone }) => !isDone).length,
  })
  if (dossier.state !== 'open') return null
  return (
    <footer className={css.foot}>
      <p>
        What is missing can be added until it is decided; it stands here from the night on.
        {count ? ` ${count === 1 ? 'One task is' : `${count} tasks are`} open for it.` : ''}
      </p>
      <div className={css.ways}>
        {mayEnter && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/$path/new"
                params={{ path: 'renewal-alternatives' }}
                search={{ set: { dossier: { id: dossier.id, title: dossier.name } } } as never}
                {...props}
              />
            )}
          >
            Enter an alternative
          </Button>
        )}
        {mayOffer && <Offering dossier={dossier} />}
        {mayAsk && (
          <Button
            variant="default"
            renderRoot={(props) => <Link to={`/renewal-dossiers/${dossier.id}/edit` as '/'} {...props} />}
          >
            Write down open questions
          </Button>
        )}
      </div>
    </footer>
  )
}

/** The owner enters an alternative here, since the list of all of them isn't theirs to write. */
function Offering({ dossier }: { readonly dossier: Row & RenewalDossier }) {
  const record = useRegistry().record('renewal_dossier')
  const verbs = useVerbs(record, dossier)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Enter an alternative
      </Button>
      {isOpen && (
        <ActionDialog record={record} action="enterAlternative" verbs={verbs} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
