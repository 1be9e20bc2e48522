import type { ChecklistItem } from './checklist.ts'
import type { Citation, Verdict } from './judge.ts'

/** Why an item got its verdict, in sentences for people. */
export function verdictWords(item: ChecklistItem, verdict: Verdict, citations: readonly Citation[]): string {
  if (verdict === 'missing')
    return `No passage was found that says that ${listed(
      item.elements.map(({ says }) => says),
      'or that ',
    )}.`
  const sentences: string[] = []
  for (const [at, { says }] of item.elements.entries()) {
    const own = citations.filter(({ element }) => element === at)
    const [first] = own
    if (own.some(({ bears }) => bears === 'denies'))
      sentences.push(`${places(own, 'denies')} ${isOne(own, 'denies') ? 'denies' : 'deny'} that ${says}.`)
    if (own.some(({ bears }) => bears === 'says'))
      sentences.push(`${places(own, 'says')} ${say(own, 'says')} that ${says}.`)
    else if (own.some(({ bears }) => bears === 'weakens'))
      sentences.push(
        `${places(own, 'weakens')} ${say(own, 'weakens')} that ${says}, but ${first?.because ?? 'not without limits'}.`,
      )
    else if (own.some(({ bears }) => bears === 'hints'))
      sentences.push(
        `Whether ${says} isn’t clear: of ${places(own, 'hints')}, ${first?.because ?? 'it speaks of it without saying it'}.`,
      )
    else if (own.length === 0) sentences.push(`Nothing was found that says that ${says}.`)
  }
  const opposite = citations.filter(({ element }) => element === -1)
  if (opposite.length > 0) sentences.push(`${places(opposite, 'denies')} ${say(opposite, 'denies')} the opposite.`)
  return sentences.join(' ')
}

function places(citations: readonly Citation[], bears: Citation['bears']): string {
  const each = placesOf(citations, bears)
  const [first = '', ...others] = each
  if (others.length > 2) return `${first} (and ${others.length} more)`
  return listed(each, '')
}

const placesOf = (citations: readonly Citation[], bears: Citation['bears']): readonly string[] => [
  ...new Set(citations.filter((citation) => citation.bears === bears).map(({ place }) => place)),
]
const isOne = (citations: readonly Citation[], bears: Citation['bears']): boolean =>
  placesOf(citations, bears).length < 2
const say = (citations: readonly Citation[], bears: Citation['bears']): string =>
  isOne(citations, bears) ? 'says' : 'say'

const listed = (each: readonly string[], before: string): string =>
  each.length < 2
    ? (each[0] ?? '')
    : `${each.slice(0, -1).join(`, ${before}`)} ${before ? before : 'and '}${each.at(-1)}`
