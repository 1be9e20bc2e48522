import { kindWords, metricNouns } from './pause-words.ts'
import { type ClockName, kinds, metrics } from './promise.ts'

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
