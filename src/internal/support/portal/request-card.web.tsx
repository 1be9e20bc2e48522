import { Link } from '@tanstack/react-router'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { ItemPicture } from '../catalogue/item-icon.web.tsx'
import { lower } from './progress.ts'
import type { MyRequest } from './wire.ts'
import css from './portal.module.css'

/** A request as one line of plain words. */
export const RequestCard = ({ request }: { request: MyRequest }) => (
  <li>
    <Link
      to="/help/requests/$id"
      params={{ id: request.number || request.id }}
      className={css.card}
      data-is-mine={request.progress.turn === 'mine' || undefined}
    >
      <ItemPicture name={request.icon ?? 'headset'} />
      <span className={css.cardText}>
        <strong>{request.title}</strong>
        <ProgressWords request={request} />
      </span>
      <StepDots request={request} />
    </Link>
  </li>
)

/** “Your manager Priya has to approve it; asked yesterday, usually a day”; before that is known by experience, what was promised. */
export const ProgressWords = ({ request: { progress, state, usualHours, promise } }: { request: MyRequest }) => (
  <span className={css.says} data-tone={progress.tone}>
    {progress.says}
    <span className={css.dim}>
      {state === 'awaiting_approval' ? '; asked ' : ', '}
      <When value={progress.since} />
      {usualHours !== null && `, usually ${spanText(usualHours)}`}
      {usualHours === null && state === 'awaiting_approval' && promise && `. Once approved: ${lower(promise)}`}
    </span>
  </span>
)

function spanText(hours: number): string {
  if (hours < 1.5) return 'within an hour'
  if (hours < 20) return `${Math.round(hours)} hours`
  return hours < 36 ? 'a day' : `${Math.round(hours / 24)} days`
}

const StepDots = ({ request: { progress } }: { request: MyRequest }) => (
  <span className={css.dots} aria-hidden>
    {progress.steps.map((step, index) => (
      <i key={index} data-state={step.state} />
    ))}
  </span>
)
