import { Button, Menu } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type DeliveryState, deliveryStates, type ShownAttempt, type ShownDelivery } from '../../webhooks/wire.ts'
import { read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import type { PartProps } from '../record/extend.web.tsx'
import { Failed } from '../record/states.web.tsx'
import { mayI, useMe } from '../session.web.tsx'
import { AttemptView } from './attempt.web.tsx'
import { logKey, useAct, useWebhookState } from './data.web.ts'
import { Delivery, stateWords } from './delivery.web.tsx'
import { toldText } from './event-words.ts'
import css from './webhooks.module.css'

const spans = [
  ['the last hour', 3_600_000],
  ['the last day', 86_400_000],
  ['the last 7 days', 7 * 86_400_000],
  ['the last 30 days', 30 * 86_400_000 - 60_000],
] as const

/** What a webhook told, what came back, and telling it again. */
export default function Deliveries({ row }: PartProps) {
  const { data: state } = useWebhookState(row.id, row.version)
  const [tested, setTested] = useState<ShownAttempt | null>(null)
  const [shown, setShown] = useState<DeliveryState | null>(null)
  const act = useAct(row.id)
  const may = mayI(useMe(), 'webhook.write') && row.archivedAt === null && state?.secretMadeAt !== null
  const replay = (milliseconds: number) =>
    act<{ count: number }>(
      `/webhooks/${row.id}/replay`,
      ({ count }) => (count === 1 ? 'One delivery is sent again.' : `${countText(count)} deliveries are sent again.`),
      { since: new Date(Date.now() - milliseconds).toISOString() },
    )
  return (
    <div className={css.log}>
      <div className={css.head}>
        <p>
          {state && (
            <>
              <strong>{state.delivered === 0 ? 'Nothing' : countText(state.delivered)}</strong>{' '}
              {state.delivered === 0 ? 'has arrived yet' : 'arrived'}
              {state.lastArrivedAt && (
                <>
                  , the last <When value={state.lastArrivedAt} />
                </>
              )}
              {state.waiting > 0 && `; ${countText(state.waiting)} ${state.waiting === 1 ? 'waits' : 'wait'}`}
              {state.failed > 0 && `; ${countText(state.failed)} failed for good`}.
            </>
          )}
        </p>
        {may && (
          <div className={css.actions}>
            <Menu position="bottom-end" width={200}>
              <Menu.Target>
                <Button variant="default">Tell again…</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>All that happened in</Menu.Label>
                {spans.map(([label, milliseconds]) => (
                  <Menu.Item key={label} onClick={() => void replay(milliseconds)}>
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button
              variant="default"
              onClick={() => {
                setTested(null)
                void act<ShownAttempt>(`/webhooks/${row.id}/test`, null).then(setTested)
              }}
            >
              Send a test
            </Button>
          </div>
        )}
      </div>
      {tested && (
        <div className={css.tested} role="status">
          <AttemptView attempt={tested} isAnswerOnly />
        </div>
      )}
      <div className={css.pills} role="group" aria-label="Show">
        {[null, ...deliveryStates].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            className={css.pill}
            aria-pressed={shown === one}
            onClick={() => setShown(one)}
          >
            {one === null ? 'All' : stateWords[one][1]}
          </button>
        ))}
      </div>
      <Rows row={row} shown={shown} />
    </div>
  )
}

function Rows({ row, shown }: { row: PartProps['row']; shown: DeliveryState | null }) {
  const { records } = useRegistry()
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...logKey(row.id), 'rows', shown, row.version],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly ShownDelivery[]; next: string | null }>(
        `/webhooks/${row.id}/deliveries`,
        { state: shown, after: pageParam, limit: 25 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 5000,
  })
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return null
  const rows = data.pages.flatMap((page) => page.rows)
  const types = records.filter(({ name }) => Array.isArray(row.recordTypes) && row.recordTypes.includes(name))
  const verbs = Array.isArray(row.verbs) ? (row.verbs as readonly string[]) : []
  if (rows.length === 0)
    return (
      <p className={css.dim}>
        {shown === null
          ? `Nothing was told yet. It hears of ${toldText(types, verbs)}; send a test to see whether the receiver answers.`
          : 'Nothing of this kind in the last 30 days.'}
      </p>
    )
  return (
    <>
      <ul className={css.rows}>
        {rows.map((delivery) => (
          <Delivery key={delivery.id} webhook={row.id} delivery={delivery} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
