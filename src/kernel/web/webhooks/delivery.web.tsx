import { Button } from '@mantine/core'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Tone } from '../../record/field.ts'
import { pathOf } from '../../record/registry.ts'
import type { DeliveryState, ShownAttempt, ShownDelivery } from '../../webhooks/wire.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { AttemptView } from './attempt.web.tsx'
import { logKey, useAct } from './data.web.ts'
import { eventWords, unnamed } from './event-words.ts'
import css from './webhooks.module.css'

export const stateWords: Readonly<Record<DeliveryState, readonly [Tone, string]>> = {
  waiting: ['info', 'Waiting'],
  delivered: ['good', 'Arrived'],
  failed: ['bad', 'Failed'],
  withheld: ['neutral', 'Held back'],
}

/** One thing that was told, with its requests once it is opened. */
export function Delivery({ webhook, delivery }: { webhook: string; delivery: ShownDelivery }) {
  const [isOpen, setOpen] = useState(false)
  const { id, state, says, attempts, nextAt, at, endedAt, status } = delivery
  const [tone, word] = stateWords[state]
  return (
    <li className={css.delivery}>
      <div className={css.line}>
        <button
          type="button"
          className={css.opener}
          aria-expanded={isOpen}
          aria-label={isOpen ? 'Hide the requests' : 'Show the requests'}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} aria-hidden />
        </button>
        <div className={css.what}>
          <p>
            <Subject delivery={delivery} />
          </p>
          {says && (
            <p className={css.dim}>
              {says}
              {attempts > 1 && ` Tried ${attempts} times.`}
              {nextAt && (
                <>
                  {' '}
                  {isSoon(nextAt) ? (
                    'Again in a moment.'
                  ) : (
                    <>
                      Again <When value={nextAt} />.
                    </>
                  )}
                </>
              )}
            </p>
          )}
        </div>
        <span className={css.outcome}>
          <Toned tone={tone}>{says && state === 'waiting' ? 'Trying again' : word}</Toned>
          {status !== null && <span className={css.status}>{status}</span>}
        </span>
        <span className={css.when}>
          <When value={endedAt ?? at} />
        </span>
      </div>
      {isOpen && <Requests webhook={webhook} id={id} isTest={delivery.event === 'webhook.test'} state={state} />}
    </li>
  )
}

const isSoon = (moment: string): boolean => Date.parse(moment) - Date.now() < 60_000

function Subject({ delivery: { event, rule, recordId, title, type } }: { delivery: ShownDelivery }) {
  const { records } = useRegistry()
  if (event === 'webhook.test') return <>A test</>
  const recordOf = (name: string) => records.find((record) => record.name === name)
  const record = recordOf(type ?? '')
  return (
    <>
      {record && recordId && title !== null ? (
        <Link to="/$path/$id" params={{ path: pathOf(record), id: recordId }}>
          {title}
        </Link>
      ) : (
        unnamed(event, recordOf)
      )}{' '}
      {eventWords(event, rule)}
    </>
  )
}

interface RequestsProps {
  readonly webhook: string
  readonly id: string
  readonly isTest: boolean
  readonly state: DeliveryState
}

function Requests({ webhook, id, isTest, state }: RequestsProps) {
  const act = useAct(webhook)
  const may = mayI(useMe(), 'webhook.write')
  const { data } = useQuery({
    queryKey: [...logKey(webhook), id],
    queryFn: ({ signal }) =>
      read<ShownDelivery & { requests: readonly ShownAttempt[] }>(`/webhook-deliveries/${id}`, {}, signal),
  })
  if (!data) return null
  return (
    <div className={css.requests}>
      {data.requests.length === 0 && <p className={css.dim}>No request was made for it yet.</p>}
      {data.requests.map((attempt) => (
        <AttemptView key={attempt.id} attempt={attempt} />
      ))}
      {may && !isTest && (
        <Button
          variant="default"
          onClick={() => void act(`/webhook-deliveries/${id}/replay`, () => 'It is sent again now.')}
        >
          {state === 'waiting' ? 'Try it now' : 'Send again'}
        </Button>
      )}
    </div>
  )
}
