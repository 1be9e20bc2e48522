import { dayIn } from './calendar/day-in.ts'

/** Time, ids and chance as an argument: whatever needs one of them is given a `Clock`, so that tests decide. */
export interface Clock {
  /** The present instant. */
  readonly now: () => Date
  /** A new UUIDv7 (RFC 9562): sorts by creation time. */
  readonly id: () => string
  /** The time zone whose midnight begins the organisation's days; UTC where no organisation is. */
  readonly zone?: () => string
}
type Dated = Pick<Clock, 'now' | 'zone'>

/** The organisation's day, `YYYY-MM-DD`: what decides whether something is due, late or over. */
export const today = (clock: Dated): string => dayOf(clock, clock.now())

/** The organisation's day at a moment. */
export const dayOf = (clock: Pick<Clock, 'zone'>, at: Date): string => dayIn(zoneOf(clock), at)

/** The organisation's day and where it begins, as filters count with them. */
export const present = (clock: Dated): { readonly today: string; readonly zone: string } => ({
  today: today(clock),
  zone: zoneOf(clock),
})

/** The time zone of the organisation's days. */
export const zoneOf = ({ zone }: Pick<Clock, 'zone'>): string => zone?.() ?? 'UTC'

/** The real clock of the machine. */
export const systemClock: Clock = { now: () => new Date(), id: () => uuidv7(Date.now(), randomBytes()) }

const pool = new Uint8Array(10 * 400)
let used = pool.length

/** Ten random bytes, taken from the system by the four thousand, since asking costs more than the bytes. */
function randomBytes(): Uint8Array {
  if (used >= pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += 10
  return pool.subarray(used - 10, used)
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Builds a UUIDv7 from milliseconds since 1970 and ten random bytes. Source: RFC 9562, section 5.7. */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  let time = milliseconds
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256
    time = Math.floor(time / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const text = (from: number, to: number): string => {
    let out = ''
    for (let i = from; i < to; i++) out += hex[bytes[i] ?? 0]
    return out
  }
  return `${text(0, 4)}-${text(4, 6)}-${text(6, 8)}-${text(8, 10)}-${text(10, 16)}`
}
