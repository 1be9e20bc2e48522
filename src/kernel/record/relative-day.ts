/** A number of days, weeks, months or years: '90d', '2w', '6m', '1y'. */
const spanShape = /^(\d{1,5})([dwmy])$/
const relativeShape = /^(today|weekStart|monthStart|quarterStart|yearStart)(?:([+-])(\d{1,5}[dwmy]))?$/

/** A day moved by a span ('90d', '6m'); the end of a shorter month stays the end (31 Jan + 1m = 28 Feb). Null when the span isn't one. */
export function addSpan(day: string, span: string, sign: 1 | -1 = 1): string | null {
  const match = spanShape.exec(span)
  if (!match) return null
  const amount = Number(match[1]) * sign
  const date = new Date(`${day}T00:00:00Z`)
  if (match[2] === 'd' || match[2] === 'w') date.setUTCDate(date.getUTCDate() + amount * (match[2] === 'w' ? 7 : 1))
  else addMonths(date, amount * (match[2] === 'y' ? 12 : 1))
  const moved = date.toISOString().slice(0, 10)
  return /^\d{4}-/.test(moved) && moved >= '0001' ? moved : null
}

function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
}

/** The day a relative word means: 'today', 'today-30d', 'monthStart+1m'. Null when the text is no such word. */
export function relativeDay(text: string, today: string): string | null {
  const match = relativeShape.exec(text)
  if (!match) return null
  const start = startOf(match[1] ?? 'today', today)
  return match[3] ? addSpan(start, match[3], match[2] === '-' ? -1 : 1) : start
}

function startOf(word: string, today: string): string {
  const [year = '', month = ''] = today.split('-')
  if (word === 'monthStart') return `${year}-${month}-01`
  if (word === 'yearStart') return `${year}-01-01`
  if (word === 'quarterStart')
    return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  if (word !== 'weekStart') return today
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
