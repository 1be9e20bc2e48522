import { Button } from '@mantine/core'
import { type ReactNode, Suspense } from 'react'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import { ShowValue } from '../../../kernel/web/field/show.web.tsx'
import { State } from '../../../kernel/web/field/state.web.tsx'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Tags } from '../../../kernel/web/record/tags.web.tsx'
import { Tasks } from '../../../kernel/web/record/tasks.web.tsx'
import { Value } from '../../../kernel/web/record/value.web.tsx'
import { besideTicket } from './beside.web.ts'
import { useAround } from './data.web.ts'
import css from './desk.module.css'
import sideCss from './side.module.css'
import { useDesk } from './desk-model.web.ts'
import { RequesterCard } from './requester.web.tsx'
import { Similar } from './similar.web.tsx'
import type { OtherTicket } from './wire.ts'

interface SideProps {
  readonly record: AnyRecord
  readonly row: Row
  readonly onAssign: () => void
}
const facts = [
  'assignee',
  'team',
  'service',
  'device',
  'category',
  'type',
  'impact',
  'urgency',
  'pendingReason',
  'remindAt',
]

/** What stands beside the conversation: who asks, the facts, what is to be done, and what else this is about. */
export function Side({ record, row, onAssign }: SideProps) {
  const { data: around } = useAround(row.id)
  const canEdit = row.can.includes('update') && row.archivedAt === null
  return (
    <aside className={sideCss.side} aria-label="About this ticket">
      {around && <RequesterCard row={row} around={around} />}
      <Part title="Facts">
        <dl className={sideCss.values}>
          {facts
            .filter((name) => !['pendingReason', 'remindAt'].includes(name) || row[name])
            .map((name) => (
              <Value key={name} record={record} row={row} name={name} isEditable={canEdit} />
            ))}
        </dl>
        <p className={sideCss.result}>
          Priority follows: <ShowValue record={record} field="priority" value={row.priority} />
        </p>
        {canEdit && (
          <Button variant="default" onClick={onAssign} rightSection={<kbd className={css.kbd}>t</kbd>}>
            Assign…
          </Button>
        )}
      </Part>
      {besideTicket().map((Beside, place) => (
        <Suspense key={place} fallback={null}>
          <Beside record={record} row={row} />
        </Suspense>
      ))}
      <Tasks record={record} row={row} isFrozen={!canEdit} />
      {around && <Family row={row} items={around.children} />}
      <Tags record={record} row={row} isFrozen={!canEdit} />
      <Similar text={row.title ?? ''} service={refOf(row.service)?.id ?? null} except={row.id} />
      {around && <OtherTickets items={around.others} />}
    </aside>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={sideCss.partTitle}>{title}</h3>
      {children}
    </section>
  )
}

/** What this ticket is part of, and what is part of it. */
function Family({ row, items }: { row: Row; items: readonly OtherTicket[] }) {
  const desk = useDesk()
  const parent = refOf(row.parent)
  if (!parent && items.length === 0) return null
  return (
    <Part title="Belongs together">
      {parent && (
        <button type="button" className={sideCss.other} onClick={() => desk.open(parent.id)}>
          Part of {parent.title ?? 'another ticket'}
        </button>
      )}
      <TicketLinks items={items} />
    </Part>
  )
}

function OtherTickets({ items }: { items: readonly OtherTicket[] }) {
  if (items.length === 0) return null
  return (
    <Part title="Also asked by them">
      <TicketLinks items={items} />
    </Part>
  )
}

function TicketLinks({ items }: { items: readonly OtherTicket[] }) {
  const record = useRegistry().record('ticket')
  const desk = useDesk()
  return (
    <ul className={sideCss.others}>
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" className={sideCss.other} onClick={() => desk.open(item.id)}>
            <span className={sideCss.otherTitle}>{item.title}</span>
            <span className={sideCss.otherFacts}>
              <State record={record} state={item.state} />
              <When value={item.createdAt} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
