/** What a calendar application shows of one record. */
export interface FeedEvent {
  /** Never changes, and is nobody else's. */
  readonly uid: string
  readonly title: string
  readonly about: string
  readonly url: string
  /** A day, `YYYY-MM-DD`, or a moment. */
  readonly at: string | Date
  /** Grows with each change. */
  readonly sequence: number
  readonly createdAt: Date
  readonly changedAt: Date
  readonly isCancelled: boolean
}

/** Events as a calendar in text, RFC 5545: lines of at most 75 octets that end in CRLF. The same events give the same text. */
export function writeCalendar(name: string, events: readonly FeedEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Quarterdeck//Calendar feed//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const eventLines = (event: FeedEvent): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  // In a published calendar this says when the event was last revised (RFC 5545, 3.8.7.2).
  `DTSTAMP:${utc(event.changedAt)}`,
  typeof event.at === 'string' ? `DTSTART;VALUE=DATE:${event.at.replaceAll('-', '')}` : `DTSTART:${utc(event.at)}`,
  `SUMMARY:${escaped(event.title)}`,
  ...(event.about === '' ? [] : [`DESCRIPTION:${escaped(event.about)}`]),
  `URL:${event.url}`,
  `CREATED:${utc(event.createdAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
]

const utc = (moment: Date): string =>
  moment
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replaceAll(/[-:]/g, '')

/** Text as a value: RFC 5545, 3.3.11. Control characters, which it doesn't allow, are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
}

const mostOctets = 75

/** A line broken where it would be too long, never inside of a character: RFC 5545, 3.1. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0)
    if (octets + size > mostOctets) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

function octetsOf(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
