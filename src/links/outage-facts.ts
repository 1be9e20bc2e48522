import type { OutageFacts } from '../external/outsourcing/index.ts'
import type { Outage } from '../internal/operations/index.ts'

/** What of an outage a contract's terms look at. */
export type OutageRead = Pick<
  Outage,
  | ('id' | 'number' | 'name' | 'component' | 'kind' | 'startedAt' | 'endedAt' | 'isPlanned' | 'announcedAt' | 'cause')
  | ('excludedWhy' | 'usersAffected')
>

/** How an outage is called wherever it is counted: 'OUT-0012 Payroll not reachable'. */
export const titleOf = ({ number, name }: Pick<OutageRead, 'number' | 'name'>): string =>
  `${number === null ? '' : `${number} `}${name}`

/** An outage as operations keep it, as what a supplier is held to: the one place where the two meet. */
export const factsOf = (outage: OutageRead): OutageFacts => ({
  id: outage.id,
  title: titleOf(outage),
  from: Date.parse(outage.startedAt),
  to: outage.endedAt === null ? null : Date.parse(outage.endedAt),
  part: outage.component,
  isDegradation: outage.kind === 'degradation',
  isPlanned: outage.isPlanned,
  announcedAt: outage.announcedAt === null ? null : Date.parse(outage.announcedAt),
  cause: outage.cause,
  excludedWhy: outage.excludedWhy,
  users: outage.usersAffected,
})
