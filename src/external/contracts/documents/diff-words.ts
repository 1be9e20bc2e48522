/** A piece of one text or of both. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Comparisons of words that are made at most; longer texts are told as one piece gone and one new, between what they have in common at both ends. */
const most = 4_000_000

/** What differs between two passages, word by word. Without what is new it reads as before, without what is gone as after. */
export function diffWords(before: string, after: string): readonly Piece[] {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++
  let end = 0
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++
  const [oldMiddle, freshMiddle] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)]
  const middle =
    oldMiddle.length * freshMiddle.length > most
      ? [piece('gone', oldMiddle), piece('new', freshMiddle)]
      : closely(oldMiddle, freshMiddle)
  return joined([piece('same', old.slice(0, start)), ...middle, piece('same', old.slice(old.length - end))])
}

/** Words and what stands between them. */
const partsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
const piece = (kind: Piece['kind'], parts: readonly string[]): Piece => ({ kind, text: parts.join('') })

function closely(old: readonly string[], fresh: readonly string[]): readonly Piece[] {
  const width = fresh.length + 1
  const common = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      common[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    const [one, other] = [old[i], fresh[j]]
    if (one !== undefined && one === other) {
      pieces.push({ kind: 'same', text: one })
      i++
      j++
    } else if (other === undefined || (one !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'gone', text: one ?? '' })
      i++
    } else {
      pieces.push({ kind: 'new', text: other })
      j++
    }
  }
  return pieces
}

/** Pieces as people read them: what is gone together, then what came in its place; a blank or a comma between two changes belongs to both. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: { kind: Piece['kind']; text: string }[] = []
  const add = (kind: Piece['kind'], text: string): void => {
    const last = whole.at(-1)
    if (text === '') return
    if (last?.kind === kind) last.text += text
    else whole.push({ kind, text })
  }
  let [gone, fresh, between] = ['', '', '']
  const flush = (): void => {
    add('gone', gone)
    add('new', fresh)
    add('same', between)
    gone = fresh = between = ''
  }
  for (const { kind, text } of pieces) {
    const isInside = gone !== '' || fresh !== ''
    if (kind === 'same' && isInside && /^[^\p{L}\p{N}]*$/u.test(between + text)) between += text
    else if (kind === 'same') {
      flush()
      add('same', text)
    } else {
      gone += between + (kind === 'gone' ? text : '')
      fresh += between + (kind === 'new' ? text : '')
      between = ''
    }
  }
  flush()
  return whole
}
