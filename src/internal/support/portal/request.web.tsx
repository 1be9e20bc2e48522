import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api, ApiProblem, keys } from '../../../kernel/web/api.web.ts'
import { moneyText } from '../../../kernel/web/field/words.ts'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { Said } from '../../../kernel/web/record/said.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { NotFound } from '../../../kernel/web/shell/problem.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { ItemPicture } from '../catalogue/item-icon.web.tsx'
import { Back } from './back.web.tsx'
import { Conversation } from './conversation.web.tsx'
import { useMyRequest } from './data.web.ts'
import { HowWasIt } from './how-was-it.web.tsx'
import { ProgressWords } from './request-card.web.tsx'
import { Way } from './way.web.tsx'
import type { RequestInFull } from './wire.ts'
import css from './portal.module.css'

/** One request: where it is, what is to be done, and what was said. */
export default function RequestPage() {
  const { id = '' } = useParams({ strict: false })
  const { data: request, error } = useMyRequest(id)
  useTitle(request?.title ?? null)
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  if (!request) return <PageSkeleton />
  return (
    <div className={css.page}>
      <Back to="/help/requests">Your requests</Back>
      <header className={css.requestHead}>
        <ItemPicture name={request.icon ?? 'headset'} size={22} />
        <div>
          <h1>{request.title}</h1>
          <p aria-live="polite">
            <ProgressWords request={request} />
          </p>
        </div>
      </header>
      <Way steps={request.progress.steps} />
      {request.can.includes('move:confirm') && <HowWasIt request={request} />}
      {request.state === 'closed' && request.rating === null && <HowWasIt request={request} />}
      <div className={css.columns}>
        <div className={css.talk}>
          {request.parts.length > 0 && (
            <section className={css.section}>
              <h2>What it contains</h2>
              <ul className={css.parts}>
                {request.parts.map((part) => (
                  <li key={part.id}>
                    <Link to="/help/requests/$id" params={{ id: part.id }}>
                      {part.title}
                    </Link>
                    <span className={css.dim}>{part.says}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Conversation request={request} />
        </div>
        <Facts request={request} />
      </div>
    </div>
  )
}

function Facts({ request }: { request: RequestInFull }) {
  const { answers, description, cost, costPer, promise, dueAt, rating } = request
  return (
    <aside className={css.side}>
      <dl className={css.facts}>
        <Fact name="Number">{request.number}</Fact>
        <Fact name="Asked">
          <When value={request.createdAt} />
          {request.requestedFor && ` by ${request.requester ?? 'somebody'}, for ${request.requestedFor}`}
        </Fact>
        {promise && <Fact name="Promised">{promise}</Fact>}
        {!promise && !dueAt && <Fact name="Promised">No delivery time is promised</Fact>}
        {dueAt && request.progress.turn === 'theirs' && (
          <Fact name={new Date(dueAt) < new Date() ? 'Late: was due' : 'By'}>
            <When value={dueAt} style="exact" />
          </Fact>
        )}
        {(cost || promise) && (
          <Fact name="Cost">{cost ? `${moneyText(cost)}${costPer === 'month' ? ' a month' : ''}` : 'None named'}</Fact>
        )}
        {rating && <Fact name="You gave">{rating.score} of 5</Fact>}
      </dl>
      {(answers.length > 0 || description !== '') && (
        <details className={css.asked} open={answers.length < 4}>
          <summary>What you asked for</summary>
          {answers.length > 0 ? (
            <dl className={css.facts}>
              {answers.map(({ key, asks, says }) => (
                <Fact key={key} name={asks}>
                  {says}
                </Fact>
              ))}
            </dl>
          ) : (
            <Said text={description} />
          )}
        </details>
      )}
      <Cancel request={request} />
    </aside>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Takes the request back. It can be asked for again, so nobody is asked whether they are sure. */
function Cancel({ request }: { request: RequestInFull }) {
  const client = useQueryClient()
  if (!request.can.includes('move:cancel')) return null
  const cancel = async () => {
    try {
      await api('POST', `/tickets/${request.id}/moves/cancel`, { body: {}, reason: 'Not needed any more.' })
      toast({ says: `${request.number} is cancelled.` })
      await client.invalidateQueries({ queryKey: keys.lists('ticket') })
      await client.invalidateQueries({ queryKey: ['trait'] })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Button variant="default" onClick={() => void cancel()}>
      I don’t need it any more
    </Button>
  )
}
