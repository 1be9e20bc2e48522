import type { OnCall } from './wire.ts'

/** Who is on call in a sentence: 'On call now: Ada until Monday 09:00, then Ben.' In the time zone given, or the reader's own. */
export function onCallSentence({ now, next }: Pick<OnCall, 'now' | 'next'>, today: Date, timeZone?: string): string {
  if (!now) {
    const [first] = next
    return first
      ? `Nobody is on call until ${momentOf(first.from, today, timeZone)}, then ${nameOf(first)}.`
      : 'Nobody is on call.'
  }
  const then = next.find(({ person }) => person.id !== now.person.id)
  const until = then && momentOf(then.from, today, timeZone)
  const stands = now.insteadOf ? ` for ${now.insteadOf.title ?? 'somebody else'}` : ''
  return `On call now: ${nameOf(now)}${stands}${then ? ` until ${until}, then ${nameOf(then)}` : ''}.`
}

/** A moment as near as it is: 'today 18:00', 'Monday 09:00', '7 December, 09:00'. */
export function momentOf(at: string, today: Date, timeZone?: string): string {
  const moment = new Date(at)
  const zone = timeZone === undefined ? {} : { timeZone }
  const say = (options: Intl.DateTimeFormatOptions, when = moment): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, ...zone }).format(when)
  const time = say({ hour: '2-digit', minute: '2-digit' })
  const dayOf = (when: Date): string => say({ dateStyle: 'short' }, when)
  if (dayOf(moment) === dayOf(today)) return `today ${time}`
  const isNear = moment.getTime() - today.getTime() < 6.5 * 86_400_000
  return isNear ? `${say({ weekday: 'long' })} ${time}` : `${say({ day: 'numeric', month: 'long' })}, ${time}`
}

const nameOf = ({ person }: { readonly person: { readonly title: string | null } }): string =>
  person.title ?? 'somebody whom you can’t see'
