/** What a button puts into a text: around what is chosen, before its lines, or as a block of its own. */
export type Insertion =
  | { readonly before: string; readonly after: string; readonly sample: string }
  | { readonly line: string; readonly sample: string }
  | { readonly block: string }

interface Chosen {
  readonly from: number
  readonly to: number
}

/** The text with something inserted where it is chosen, and what is chosen then. */
export function withInsertion(
  text: string,
  { from, to }: Chosen,
  insertion: Insertion,
): Chosen & { readonly text: string } {
  const [head, chosen, tail] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
  if ('before' in insertion) {
    const inner = chosen || insertion.sample
    const start = from + insertion.before.length
    return { text: head + insertion.before + inner + insertion.after + tail, from: start, to: start + inner.length }
  }
  if ('line' in insertion) {
    const begins = head.lastIndexOf('\n') + 1
    const lines = (text.slice(begins, to) || insertion.sample).split('\n')
    const marked = lines.map((line, at) => `${insertion.line.replace(/^\d+/, String(at + 1))}${line}`).join('\n')
    return {
      text: text.slice(0, begins) + marked + tail,
      from: begins + insertion.line.length,
      to: begins + marked.length,
    }
  }
  const gap = head === '' || head.endsWith('\n\n') ? '' : head.endsWith('\n') ? '\n' : '\n\n'
  const block = `${gap}${insertion.block}\n`
  return {
    text: head + block + (tail.startsWith('\n') ? tail : `\n${tail}`),
    from: from + block.length,
    to: from + block.length,
  }
}
