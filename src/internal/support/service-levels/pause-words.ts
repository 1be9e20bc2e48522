import { type Kind, kinds, type Metric, metrics } from './promise.ts'

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
