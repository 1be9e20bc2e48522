/** A stretch of a mail's text: written by its sender, or quoted from an earlier mail. */
export interface Stretch {
  readonly isQuoted: boolean
  readonly lines: readonly string[]
}

/**
 * Parts a plain text into what its sender wrote and what they quoted, in order and without losing a line. `isForward`
 * says that it passes something on, so that what looks quoted is what it is about.
 */
export function splitQuoted(lines: readonly string[], { isForward = false } = {}): readonly Stretch[] {
  const stretches: { isQuoted: boolean; lines: string[] }[] = []
  const add = (isQuoted: boolean, some: readonly string[]): void => {
    const last = stretches.at(-1)
    if (last?.isQuoted === isQuoted) last.lines.push(...some)
    else stretches.push({ isQuoted, lines: [...some] })
  }
  for (let at = 0; at < lines.length; ) {
    if (isForward || isForwarded(lines, at)) {
      add(false, isForward ? lines.slice(at) : [lines[at] ?? ''])
      if (!isForward) add(false, lines.slice(at + 1))
      break
    }
    if (startsRest(lines, at)) {
      add(true, lines.slice(at))
      break
    }
    const introduced = introductionAt(lines, at)
    if (introduced > 0) {
      add(true, lines.slice(at, at + introduced))
      at += introduced
      continue
    }
    const line = lines[at] ?? ''
    // An empty line between two quoted ones belongs to them.
    const isBetween = line.trim() === '' && stretches.at(-1)?.isQuoted === true && nextIsQuote(lines, at)
    add(isQuote(line) || isBetween, [line])
    at += 1
  }
  return stretches
}

const isQuote = (line: string): boolean => /^\s{0,3}>/.test(line)
function nextIsQuote(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at + 1, at + 6).find((line) => line.trim() !== '')
  return next !== undefined && isQuote(next)
}

/** How many lines from here say that somebody wrote what is quoted next; 0 for none. They may be broken over three. */
function introductionAt(lines: readonly string[], at: number): number {
  const first = lines[at] ?? ''
  if (first.length > 400 || !introductionBegins.test(first)) return 0
  for (let count = 1; count <= 3; count++) {
    const joined = lines
      .slice(at, at + count)
      .join(' ')
      .trim()
    if (joined.length > 500) return 0
    if (introductions.some((form) => form.test(joined))) {
      const next = lines.slice(at + count, at + count + 3).find((line) => line.trim() !== '')
      return next === undefined || isQuote(next) ? count : 0
    }
  }
  return 0
}
const introductionBegins = /^\s*(on|am|le|el|il|op|den|w dniu|\d|["“'<\w].{0,120}(wrote|schrieb|écrit))/i
const introductions = [
  /^on\b.{4,400}\bwrote:\s*$/i,
  /^am\b.{4,400}\b(schrieb|hat)\b.{0,200}:\s*$/i,
  /^(le|el|il|op|den|w dniu)\b.{4,400}:\s*$/i,
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.{0,300}(wrote|schrieb|:)\s*:?\s*$/i,
  /^.{1,200}<[^<>\s]+@[^<>\s]+>.{0,60}(wrote|schrieb|écrit)\b.{0,80}:\s*$/i,
  /^.{1,120}\b(wrote|schrieb)( on| am)?\b.{0,120}:\s*$/i,
]

/** Whether everything from this line on is an earlier mail: a rule with words, or the head of a mail as Outlook and Lotus put it. */
function startsRest(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (rules.some((form) => form.test(line))) return true
  if (lotusRule.test(line)) return true
  return isHead(lines, /^[_\-=*]{10,}$/.test(line) ? at + 1 : at)
}
const rules = [
  /^-{2,}\s*(original message|original appointment|ursprüngliche nachricht|urspruengliche nachricht|originalnachricht|ursprünglicher termin|message d'origine|mensaje original)\s*-{2,}$/i,
]
const lotusRule = /^-{3,}\s*.{1,120}\s(wrote|schrieb):\s*-{3,}$/i

const headNames = {
  from: /^\*?(from|von|de|da|van)\*?\s*:\*?\s*\S/i,
  more: /^\*?(sent|gesendet|envoyé|date|datum|to|an|à|cc|kopie|subject|betreff|objet|reply-to|antwort an)\*?\s*:/i,
}
/** A block of lines “From: … / Sent: … / Subject: …”. */
function isHead(lines: readonly string[], at: number): boolean {
  if (!headNames.from.test((lines[at] ?? '').trim())) return false
  const following = lines
    .slice(at + 1, at + 12)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return following.slice(0, 6).filter((line) => headNames.more.test(line)).length >= 2
}

const forwards = [
  /^-{2,}\s*(forwarded message|weitergeleitete nachricht|message transféré|forwarded by .{1,200}|weitergeleitet von .{1,200})\s*-{2,}/i,
  /^(begin forwarded message|anfang der weitergeleiteten nachricht|beginn der weitergeleiteten nachricht)\s*:?$/i,
]
const isForwarded = (lines: readonly string[], at: number): boolean =>
  forwards.some((form) => form.test((lines[at] ?? '').trim()))

/** Whether a subject says that something is passed on. */
export const isForwardSubject = (subject: string): boolean => /^\s*(fw|fwd|wg|tr|rv|i)\s*:/i.test(subject)
