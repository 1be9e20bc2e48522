import type { Problem } from '../../kernel/record/define.ts'
import { addSpan } from '../../kernel/record/relative-day.ts'

/** What of a contract event has to fit together. */
interface Checked {
  readonly kind: string
  readonly happenedOn: string
  readonly startsOn: string | null
  readonly effectiveOn: string | null
  readonly endsOn: string | null
  readonly termCount: number | null
  readonly termUnit: string | null
  readonly alignment: string | null
  readonly renewal: string | null
  readonly renewalCount: number | null
  readonly renewalUnit: string | null
  readonly noticeCount: number | null
  readonly noticeUnit: string | null
  readonly givenBy: string | null
  readonly receivedOn: string | null
  readonly upliftCap: string | null
  readonly upliftFloor: string | null
  readonly decision: string | null
  readonly decidedEnd: string | null
  readonly reason: string | null
}
type Said = Problem<keyof Checked> | false

/** What is wrong with an event of a contract's log: what its kind needs and lacks, and days that contradict each other. Null where nobody looks. */
export function problemsOfEvent(event: Checked): readonly Said[] | null {
  return [
    ...needsOf(event),
    pair('termUnit', 'the length', [event.termCount, event.termUnit]),
    pair('renewalUnit', 'the renewal length', [event.renewalCount, event.renewalUnit]),
    pair('noticeUnit', 'the notice', [event.noticeCount, event.noticeUnit]),
    endsElsewhere(event),
    event.startsOn !== null &&
      event.endsOn !== null &&
      event.endsOn < event.startsOn && { field: 'endsOn', says: 'The last day must not be before the first.' },
    event.receivedOn !== null &&
      event.receivedOn < event.happenedOn && {
        field: 'receivedOn',
        says: 'It must not be received before it was sent.',
      },
    event.upliftCap !== null &&
      event.upliftFloor !== null &&
      Number(event.upliftCap) < Number(event.upliftFloor) && {
        field: 'upliftCap',
        says: 'At most must not be less than at least.',
      },
  ]
}

function needsOf(event: Checked): readonly Said[] {
  const { kind, renewal } = event
  return [
    kind === 'initial' && event.startsOn === null && { field: 'startsOn', says: 'Say on which day it starts.' },
    kind === 'initial' && renewal === null && { field: 'renewal', says: 'Say what happens at the end of its term.' },
    kind === 'initial' &&
      renewal !== null &&
      renewal !== 'evergreen' &&
      event.termCount === null &&
      event.endsOn === null && { field: 'termCount', says: 'Say how long it runs, or on which day it ends.' },
    (renewal === 'automatic' || renewal === 'optional') &&
      event.renewalCount === null && { field: 'renewalCount', says: 'Say how long each renewal is.' },
    kind === 'amendment' && event.effectiveOn === null && { field: 'effectiveOn', says: 'Say from when it counts.' },
    (kind === 'extension' || kind === 'termination') &&
      event.endsOn === null && { field: 'endsOn', says: 'Say which day is the last.' },
    kind === 'decision' && event.decision === null && { field: 'decision', says: 'Say what was decided.' },
    kind === 'decision' &&
      event.decidedEnd === null && { field: 'decidedEnd', says: 'Say about which end it was decided.' },
    kind === 'decision' && event.reason === null && { field: 'reason', says: 'Say why it was decided so.' },
    kind === 'notice' && event.givenBy === null && { field: 'givenBy', says: 'Say who gave notice.' },
  ]
}

const pair = (
  field: 'termUnit' | 'renewalUnit' | 'noticeUnit',
  of: string,
  [count, unit]: readonly [number | null, string | null],
): Said => (count === null) !== (unit === null) && { field, says: `Give both the number and the unit of ${of}.` }

/** A length and a last day that don't say the same. */
function endsElsewhere({ startsOn, endsOn, termCount, termUnit, alignment }: Checked): Said {
  if (startsOn === null || endsOn === null || termCount === null || termUnit === null) return false
  if (alignment !== null && alignment !== 'any_day') return false
  const next = addSpan(startsOn, `${termCount}${termUnit.charAt(0)}`)
  const last = next === null ? null : addSpan(next, '1d', -1)
  if (last === null || last === endsOn) return false
  return { field: 'endsOn', says: `By its length it ends on ${last}. Leave out the one that is wrong.` }
}
