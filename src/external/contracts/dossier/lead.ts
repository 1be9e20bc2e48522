import { addDays } from '../day.ts'

/** So many days before the day to decide a dossier is there, unless its contract says otherwise. */
export const usualDossierDays = 120

/** What says whether a contract needs a dossier on a day. */
export interface Nearing {
  readonly state: string
  readonly decideBy: string | null
  readonly decidedEnd: string | null
  readonly dossierDays: number
}
/** The dossier that a contract has for an end, as far as it matters to what becomes of it. */
export interface KeptDossier {
  readonly id: string
  readonly state: 'open' | 'decided' | 'set_aside'
  readonly decidedEnd: string
}
/** What is to be done about the dossiers of one contract on a day. */
export interface DossierPlan {
  /** The end that a dossier is needed for; null where none is. */
  readonly neededFor: string | null
  /** The one that is there for it already, to be brought up to date; null where it has to be made, or was decided. */
  readonly refresh: string | null
  readonly isNew: boolean
  /** Those about ends that aren't decided about any more. */
  readonly setAside: readonly string[]
}

/** What a day brings to the dossiers of one contract. Said twice, nothing is left to do the second time. */
export function planDossiers(contract: Nearing, kept: readonly KeptDossier[], today: string): DossierPlan {
  const end = isNear(contract, today) ? contract.decidedEnd : null
  const own = end === null ? undefined : kept.find(({ decidedEnd }) => decidedEnd === end)
  return {
    neededFor: end,
    refresh: own && own.state !== 'decided' ? own.id : null,
    isNew: end !== null && own === undefined,
    // One that was asked for ahead of its time stays while it is about the end that comes next.
    setAside: kept
      .filter(({ state, decidedEnd }) => state === 'open' && (decidedEnd !== contract.decidedEnd || isOver(contract)))
      .map(({ id }) => id),
  }
}

const isOver = ({ state, decideBy }: Nearing): boolean => state !== 'in_force' || decideBy === null

/** Whether the day to decide is as near as a dossier is wanted ahead of it. */
export const isNear = (contract: Nearing, today: string): boolean =>
  !isOver(contract) && contract.decideBy !== null && addDays(contract.decideBy, -contract.dossierDays) <= today
