import { type ReactNode } from 'react'
import type { DeviceInShort } from '../../operations/index.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { dayNow } from '../../../kernel/web/field/when.ts'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { useSave } from '../../../kernel/web/record/save.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import css from './desk.module.css'
import { useNow } from './now.web.ts'
import sideCss from './side.module.css'
import type { Around, OtherTicket } from './wire.ts'

/** Who asks: who and where they are, what they work with, and what they asked about before. */
export function RequesterCard({ row, around }: { row: Row; around: Around }) {
  const { requester, tags, timeZone, devices } = around
  const person = useRegistry().record('person')
  const now = useNow()
  const name = refOf(row.requester)?.title
  if (!name) return null
  const isVip = requester?.isVip === true || tags.some((tag) => tag.toLowerCase() === 'vip')
  const unit = refOf(requester?.businessUnit)?.title
  const place = refOf(requester?.location)?.title
  const manager = refOf(requester?.manager)
  const local = timeZone ? localTime(now, timeZone) : null
  const services = servicesOf(around.others)
  return (
    <section className={sideCss.card} aria-label="Who asks">
      <div className={sideCss.cardHead}>
        <Face name={name} size={36} isBare />
        <div>
          <RecordAnchor record={person} id={refOf(row.requester)?.id ?? ''} className={sideCss.cardName}>
            {name}
          </RecordAnchor>
          {isVip && <span className={sideCss.vip}>VIP</span>}
          <p className={css.dim}>{[requester?.jobTitle, unit].filter(Boolean).join(', ')}</p>
        </div>
      </div>
      <dl className={sideCss.cardFacts}>
        {place && <Fact label="Where">{place}</Fact>}
        {local && <Fact label="Local time">{local}</Fact>}
        {typeof requester?.phone === 'string' && (
          <Fact label="Phone">
            <a href={`tel:${requester.phone.replaceAll(' ', '')}`}>{requester.phone}</a>
          </Fact>
        )}
        {manager?.title && (
          <Fact label="Manager">
            <RecordAnchor record={person} id={manager.id}>
              {manager.title}
            </RecordAnchor>
          </Fact>
        )}
        {services.length > 0 && <Fact label="Asked about">{services.join(', ')}</Fact>}
        {tags.length > 0 && <Fact label="Tags">{tags.join(', ')}</Fact>}
      </dl>
      {devices.length > 0 && <Devices row={row} devices={devices} />}
    </section>
  )
}

/** What they work with; one press says which one the ticket is about. */
function Devices({ row, devices }: { row: Row; devices: readonly DeviceInShort[] }) {
  const record = useRegistry().record('device')
  const save = useSave()
  const affected = refOf(row.device)?.id
  const canChoose = row.can.includes('update') && row.archivedAt === null
  const choose = async (device: DeviceInShort | null): Promise<void> => {
    try {
      if (!(await save({ row, patch: { device } }))) return
      toast({ says: device ? `${row.number} is about ${device.title}.` : `${row.number} is about no device now.` })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const today = dayNow(useNow())
  return (
    <ul className={sideCss.devices} aria-label="Their devices">
      {devices.map((device) => (
        <li key={device.id}>
          <span>
            <RecordAnchor record={record} id={device.id} className={sideCss.deviceName}>
              {device.title}
            </RecordAnchor>
            <span className={sideCss.deviceFacts}>
              {[
                device.state === 'in_repair' && 'in repair',
                device.warrantyUntil && (device.warrantyUntil < today ? 'out of warranty' : 'under warranty'),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </span>
          {canChoose && (
            <button
              type="button"
              className={css.fold}
              aria-pressed={device.id === affected}
              aria-label={`${device.title} is affected`}
              onClick={() => void choose(device.id === affected ? null : device)}
            >
              {device.id === affected ? 'Affected' : 'This one?'}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function localTime(now: Date, timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(
      now,
    )
  } catch {
    return null
  }
}

/** The services that somebody asked about, the most frequent first. */
function servicesOf(tickets: readonly OtherTicket[]): readonly string[] {
  const titles = tickets.flatMap(({ service }) => service?.title ?? [])
  const counts = Map.groupBy(titles, (title) => title)
  return [...counts]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([title]) => title)
    .slice(0, 4)
}
