import type { OutageFacts } from '../external/outsourcing/index.ts'
import type { Outage } from '../internal/operations/index.ts'

/** What of an outage a contract's terms look at. */
export type OutageRead = Pick<
  Outage,
  | ('id' | 'number' | 'name' | 'component' | 'kind' | 'startedAt' | 'endedAt' | 'isPlanned' | 'announcedAt' | 'cause')
  | ('excludedWhy' | 'usersAffected')
> & {
  /** The service that is named; null where the outage is of a configuration item alone. */
  readonly serviceId: string | null
  /** The further services that it hits. */
  readonly alsoHit: readonly string[]
  readonly item: { readonly name: string; readonly does: string | null } | null
}

/** How an outage is called wherever it is counted: 'OUT-0012 Payroll not reachable'. */
export const titleOf = ({ number, name }: Pick<OutageRead, 'number' | 'name'>): string =>
  `${number === null ? '' : `${number} `}${name}`

/** Whether an outage hits one of these services, by itself or by way of its configuration item. */
export const hitsAny = (
  { serviceId, alsoHit }: Pick<OutageRead, 'serviceId' | 'alsoHit'>,
  services: readonly string[],
): boolean => (serviceId !== null && services.includes(serviceId)) || alsoHit.some((id) => services.includes(id))

/** An outage as operations keep it, as what a supplier of these services is held to: the one place where the two meet. */
export const factsOf = (outage: OutageRead, services: readonly string[]): OutageFacts => ({
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
  because: reasonOf(outage, services),
})

/** Why it hits them where none of them is the service that it names: 'Core switch Hamburg carries the lines between all sites'. */
function reasonOf({ serviceId, item }: OutageRead, services: readonly string[]): string | null {
  if (item === null || (serviceId !== null && services.includes(serviceId))) return null
  return `${item.name} ${item.does ?? (services.length === 1 ? 'supports the service' : 'supports the services')}`
}
