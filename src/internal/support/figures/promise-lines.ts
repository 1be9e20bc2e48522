import { kinds, type Kind, type Metric, metrics } from '../service-levels/promise.ts'
import type { Period } from './period.ts'
import { type Cell, tally } from './tally.ts'
import type { Value } from './wire.ts'

interface Line {
  readonly kind: Kind
  readonly metric: Metric
  readonly team: string | null
  readonly now: Value
  readonly before: Value
}

/** How each kind of promise was kept, those to who asked first, and of promises between teams each team for itself. */
export function promiseLines(cells: readonly Cell[], period: Period): readonly Line[] {
  return [...Map.groupBy(cells, ({ part }) => part)]
    .flatMap(([part, own]): readonly Line[] => {
      const [first, second, team = null] = part.split(' ')
      const kind = kinds.find((one) => one === first)
      const metric = metrics.find((one) => one === second)
      if (!kind || !metric) return []
      const { now, before } = tally('attainment', own, { period, share: 0 })
      return [{ kind, metric, team, now, before }]
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.team ?? '').localeCompare(b.team ?? ''))
}
const rank = ({ kind, metric }: Line): number => kinds.indexOf(kind) * 10 + metrics.indexOf(metric)
