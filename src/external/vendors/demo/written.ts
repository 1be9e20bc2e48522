import type { Chance } from '../../../foundation/chance.ts'
import type { Company } from './companies.ts'

/** Who of us deals with vendors: the vendor manager, and the owner and unit of each service by its id. */
export interface People {
  readonly manager: string
  readonly ownerOf: (service: string | undefined) => string
  readonly unitOf: (service: string | undefined) => string
}
/** An engagement as it was written. */
export interface WrittenEngagement {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly isLive: boolean
}
/** A vendor as it was written, with what hangs on it. */
export interface WrittenVendor {
  readonly id: string
  readonly company: Company
  readonly state: VendorState
  readonly activeSince: string | null
  readonly engagements: readonly WrittenEngagement[]
  /** Contacts by their role. */
  readonly contacts: ReadonlyMap<string, string>
}
/** The ids of metrics, by card and key. */
export type Metrics = ReadonlyMap<string, string>
export type VendorState = 'candidate' | 'onboarding' | 'active' | 'offboarding' | 'exited' | 'rejected'

/** Who isn't simply active, by the place in the list. */
const elsewhere: Readonly<Record<string, VendorState>> = {
  ...{ Fenwick: 'candidate', Answerly: 'candidate', Simulast: 'candidate', Phishbowl: 'candidate' },
  ...{ Glasspane: 'onboarding', Netzwacht: 'onboarding', Backstop: 'onboarding' },
  ...{ Faxwelt: 'offboarding', Kostenblick: 'offboarding', Mindframe: 'exited', Plotwerk: 'exited' },
  ...{ Vantage: 'rejected', Brightmoor: 'rejected' },
}
export const stateOf = ({ name }: Company): VendorState => elsewhere[name.split(' ')[0] ?? ''] ?? 'active'

/** The moves that lead to each state. */
export const ways: Readonly<Record<VendorState, readonly string[]>> = {
  candidate: [],
  onboarding: ['onboard'],
  active: ['onboard', 'activate'],
  offboarding: ['onboard', 'activate', 'offboard'],
  exited: ['onboard', 'activate', 'offboard', 'exit'],
  rejected: ['reject'],
}
export const engagementWays: Readonly<Record<VendorState, readonly string[]>> = {
  ...{ candidate: [], onboarding: [], rejected: [], active: ['start'] },
  offboarding: ['start', 'end'],
  exited: ['start', 'end', 'finish'],
}

/** What writing vendors takes: chance, and who of us deals with them. */
export interface Writing {
  readonly chance: Chance
  readonly people: People
}
/** By which scorecard what is bought of a company is judged, by its id. */
export interface Judging extends Writing {
  readonly cardFor: (company: Company) => string | null
}
/** A vendor that was written, by its id. */
export interface Placed {
  readonly id: string
  readonly company: Company
}
