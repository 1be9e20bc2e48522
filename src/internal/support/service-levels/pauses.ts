import { type ClockName, type Kind, kinds, type Metric, metrics } from './promise.ts'

/** Whose clocks they are, as the page says it. */
export const kindWords: Readonly<Record<Kind, string>> = {
  sla: 'To those who ask',
  ola: 'Between teams',
  uc: 'By suppliers',
}
/** What is promised, within a sentence. */
export const metricNouns: Readonly<Record<Metric, string>> = {
  response: 'first response',
  resolution: 'resolution',
  next_reply: 'next reply',
  update: 'updates',
}

/** Each clock in words, for whoever reads them one by one: 'To those who ask: resolution'. */
export const clockWords: Readonly<Record<string, string>> = Object.fromEntries(
  kinds.flatMap((kind) => metrics.map((metric) => [`${kind}_${metric}`, `${kindWords[kind]}: ${metricNouns[metric]}`])),
)

/** Which clocks pause, in a sentence: 'To those who ask: resolution and updates. Between teams: all.' */
export function sayPauses(pauses: readonly ClockName[]): string {
  const said = kinds.flatMap((kind) => {
    const own = metrics.filter((metric) => pauses.includes(`${kind}_${metric}`))
    const [response, ...others] = metrics
    if (own.length === 0) return []
    if (own.length === metrics.length) return [`${kindWords[kind]}: all.`]
    if (own.length === others.length && !own.includes(response))
      return [`${kindWords[kind]}: all but the first response.`]
    return [`${kindWords[kind]}: ${listed(own.map((metric) => metricNouns[metric]))}.`]
  })
  return said.length === 0 ? 'Nothing pauses: every clock runs on.' : said.join(' ')
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
