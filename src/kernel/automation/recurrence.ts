const parts: Readonly<Record<string, RegExp>> = {
  FREQ: /^(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(T\d{6}Z)?$/,
  BYMONTH: /^\d{1,2}(,\d{1,2})*$/,
  BYMONTHDAY: /^-?\d{1,2}(,-?\d{1,2})*$/,
  BYYEARDAY: /^-?\d{1,3}(,-?\d{1,3})*$/,
  BYWEEKNO: /^-?\d{1,2}(,-?\d{1,2})*$/,
  BYDAY: /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)(,[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU))*$/,
  BYHOUR: /^\d{1,2}(,\d{1,2})*$/,
  BYMINUTE: /^\d{1,2}(,\d{1,2})*$/,
  BYSETPOS: /^-?\d{1,3}(,-?\d{1,3})*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
}

/** What is wrong with a recurrence (RFC 5545, 3.3.10), in words; null when nothing is. More often than each minute is refused. */
export function problemOfRecurrence(text: string | null): string | null {
  const example = 'Write it as FREQ=WEEKLY;BYDAY=MO or FREQ=MONTHLY;BYMONTHDAY=10.'
  if (!text) return `Say how often. ${example}`
  const seen = new Set<string>()
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=')
    if (seen.has(name)) return `'${name}' stands there twice.`
    seen.add(name)
    if (!parts[name]?.test(value)) return `'${part}' can't be read. ${example}`
  }
  return seen.has('FREQ') ? null : `It doesn't say how often. ${example}`
}
