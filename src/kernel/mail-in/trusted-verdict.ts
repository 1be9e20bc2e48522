import type { Check, Verdict } from './mail.ts'

/** What the server of this name wrote of its own checks (RFC 8601) into the head of a mail; null where it wrote nothing. */
export function trustedVerdict(head: string, server: string): Verdict | null {
  const values = head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => /^authentication-results[ \t]*:(.*)$/i.exec(line)?.[1] ?? [])
    .map((value) => value.replaceAll(/\([^()]{0,500}\)/g, ' ').trim())
  // The topmost was written last: by the server that handed the mail over. What stands below, a sender may have written.
  const [own] = values.filter((value) => value.split(/[\s;]/)[0]?.toLowerCase() === server.toLowerCase())
  if (own === undefined) return null
  const of = (method: string): Check => {
    const results = [...own.matchAll(new RegExp(String.raw`;\s*${method}\s*=\s*(\w+)`, 'gi'))].map(([, result = '']) =>
      result.toLowerCase(),
    )
    return results.includes('pass') ? 'pass' : checkOf(results[0])
  }
  return { dkim: of('dkim'), spf: of('spf'), dmarc: of('dmarc'), arc: of('arc'), by: server }
}

/** Results by RFC 8601, section 2.7, as the four that people need. */
export function checkOf(result: string | undefined): Check {
  if (result === 'pass') return 'pass'
  if (result === undefined || ['none', 'neutral', 'skipped'].includes(result)) return 'none'
  return ['temperror', 'permerror'].includes(result) ? 'unknown' : 'fail'
}
