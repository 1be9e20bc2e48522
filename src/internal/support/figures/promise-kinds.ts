import { type Kind, kinds, type Metric, metrics } from '../service-levels/promise.ts'
import type { PromiseKind } from './definitions.ts'

/** All kinds of promises, as an address names them: `sla`, `sla-response`, `ola-resolution` … */
export const promiseNames: readonly string[] = kinds.flatMap((kind) => [
  kind,
  ...metrics.map((metric) => `${kind}-${metric}`),
])

/** The kind of promises that an address names; those to who asked where it names none. */
export function promiseNamed(name: string | undefined): PromiseKind {
  const [first, metric] = (name ?? 'sla').split('-')
  const kind = kinds.find((one) => one === first) ?? 'sla'
  const found = metrics.find((one) => one === metric)
  return { kind, ...(found && { metric: found }) }
}

export const nameOfPromise = ({ kind, metric }: PromiseKind): string => (metric ? `${kind}-${metric}` : kind)

const metricWords: Readonly<Record<Metric, string>> = {
  response: 'first responses',
  resolution: 'solutions',
  next_reply: 'next replies',
  update: 'updates',
}
const kindWords = { sla: 'to who asked', ola: 'between teams', uc: 'by suppliers' } as const

/** Which promises, in words: 'promises to who asked', 'first responses between teams'. */
export const sayPromises = ({ kind, metric }: PromiseKind): string =>
  `${metric ? metricWords[metric] : 'promises'} ${kindWords[kind]}`

export const kindHeads: Readonly<Record<Kind, string>> = {
  sla: 'To who asked',
  ola: 'Between teams',
  uc: 'By suppliers',
}
export const metricHeads: Readonly<Record<Metric, string>> = {
  response: 'First response',
  resolution: 'Solution',
  next_reply: 'Next reply',
  update: 'Update',
}
