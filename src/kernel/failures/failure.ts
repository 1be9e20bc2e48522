/** Work that failed, in words. */
export interface FailureView {
  /** Its source: 'mail'. */
  readonly kind: string
  readonly id: string
  /** What it was for: 'Mail to ada@example.com about “Approve this”'. */
  readonly title: string
  readonly since: string
  readonly tries: number
  /** When it is tried again by itself; null once it no longer is. */
  readonly nextTry: string | null
  /** What went wrong, in one sentence. */
  readonly says: string
  /** The same at length, such as a stack. */
  readonly detail: string | null
  /** What is good to know besides. */
  readonly note: string | null
  /** Where there is more about it. */
  readonly page: string | null
  /** Whether it can be tried again, and given up, from here. */
  readonly canRetry: boolean
}

const longest = 300

/** An error as one sentence, and at length where there is more to it. */
export function errorWords(error: unknown): { readonly says: string; readonly detail: string | null } {
  const text = textOf(error).trim()
  const [first = ''] = text.split('\n')
  const plain = first.replace(/^(?:Uncaught )?(?:[A-Z]\w*)?Error(?: \[\w+\])?: /, '').trim()
  const cut = plain.length > longest ? `${plain.slice(0, longest)}…` : plain
  const says = cut === '' ? 'It said nothing.' : /[.!?…]$/.test(cut) ? cut : `${cut}.`
  const whole = stackOf(error) ?? text
  return { says, detail: whole.includes('\n') || plain.length > longest ? whole : null }
}

function textOf(error: unknown): string {
  if (error === null || error === undefined) return ''
  if (typeof error === 'string') return error
  if (typeof error !== 'object') return String(error)
  if ('message' in error && typeof error.message === 'string') return error.message
  if ('value' in error) return textOf(error.value)
  return JSON.stringify(error)
}

const stackOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'stack' in error && typeof error.stack === 'string'
    ? error.stack
    : null
