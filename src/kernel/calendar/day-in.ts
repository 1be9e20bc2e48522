/** The day, `YYYY-MM-DD`, that it is at a moment where a time zone's clocks are; where the reader is, without a zone. */
export const dayIn = (timeZone: string | undefined, at: Date): string => formatIn(timeZone).format(at).padStart(10, '0')

const formats = new Map<string | undefined, Intl.DateTimeFormat>()

// Swedes write a day as ISO 8601 does.
function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv', timeZone === undefined ? {} : { timeZone })
  formats.set(timeZone, known)
  return known
}
