import { Badge, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Approval, ApprovalSeat, ApprovalStep } from '../../approvals/wire.ts'
import type { Tone } from '../../record/field.ts'
import { keys, read } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import { toastProblem } from '../toast.web.tsx'
import { Ballot } from '../work/ballot.web.tsx'
import css from './approvals.module.css'
import { useChangeTrait } from './ask.web.ts'
import { PanelBox } from './panels.web.tsx'

/** The approvals of a record: what was asked, who decided what in which step, and the caller's own decision where it is due. */
export function Approvals({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: keys.trait(id, 'approvals'),
    queryFn: ({ signal }) => read<{ approvals: readonly Approval[] }>(`/records/${id}/approvals`, {}, signal),
  })
  if (!data || data.approvals.length === 0) return null
  return (
    <PanelBox title="Approvals">
      {data.approvals.map((approval) => (
        <OneApproval key={approval.id} recordId={id} approval={approval} />
      ))}
    </PanelBox>
  )
}

const tones: Readonly<Record<Approval['state'], Tone>> = {
  waiting: 'info',
  approved: 'good',
  rejected: 'bad',
  lapsed: 'warning',
  withdrawn: 'neutral',
}
const colours: Readonly<Record<Tone, string>> = {
  info: 'blue',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  neutral: 'gray',
}

function OneApproval({ recordId, approval }: { recordId: string; approval: Approval }) {
  const change = useChangeTrait(recordId)
  const withdraw = () => change('DELETE', `/approvals/${approval.id}`).catch(toastProblem)
  return (
    <article className={css.approval} aria-label={approval.title}>
      <Group justify="space-between" gap="xs">
        <strong>{approval.title}</strong>
        <Badge variant="light" color={colours[tones[approval.state]]}>
          {approval.state}
        </Badge>
      </Group>
      <p className={css.dim}>
        {approval.by} asked <When value={approval.at} />
        {approval.isAgain && ', again because what was to be approved had changed'}
      </p>
      {approval.text && <p>{approval.text}</p>}
      <ol className={css.steps}>
        {approval.steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      {approval.can.includes('vote') && <Ballot approval={approval} recordId={recordId} />}
      {approval.can.includes('withdraw') && (
        <Button size="compact-sm" variant="default" onClick={() => void withdraw()}>
          Withdraw the request
        </Button>
      )}
    </article>
  )
}

const stateWords: Readonly<Record<ApprovalStep['state'], string>> = {
  ahead: 'comes later',
  due: 'comes next',
  open: 'open now',
  approved: 'approved',
  rejected: 'rejected',
  needless: 'not needed any more',
}

function Step({ step }: { step: ApprovalStep }) {
  const { label, state, needed, seats } = step
  return (
    <li data-state={state}>
      <span>
        {label}: {stateWords[state]}
        {needed !== null && seats.length > 1 && ` (${needed} of ${seats.length} must agree)`}
      </span>
      <ul>
        {seats.map((seat) => (
          <li key={seat.name}>{seatWords(seat)}</li>
        ))}
      </ul>
    </li>
  )
}

function seatWords({ name, because, vote }: ApprovalSeat): string {
  if (!vote) return `${name} – ${because}`
  const who = vote.by === null ? name : `${vote.by}, in place of ${name},`
  return `${who} ${vote.isYes ? 'approved' : 'rejected'}${vote.comment && `: ${vote.comment}`}`
}
