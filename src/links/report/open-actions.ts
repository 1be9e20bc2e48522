import type { OpenAction } from '../wire.ts'

/** Something that somebody has to do about what we buy, as it is read. */
export type ActionRead = Omit<OpenAction, 'isLate'>

/** What is open in the order in which it asks for somebody: what is late first, then by its day, and what has none last. */
export const inOrder = (actions: readonly ActionRead[], today: string): readonly OpenAction[] =>
  actions
    .map((one) => ({ ...one, isLate: one.dueOn !== null && one.dueOn < today }))
    .toSorted((one, other) => compare(keyOf(one), keyOf(other)))

/** Days sort as their text does; '~' comes after every digit. */
const keyOf = ({ dueOn, title, id }: ActionRead): string => `${dueOn ?? '~'} ${title} ${id}`
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** 'Nina Okafor, late since 3 November 2026': who does it and by when; what is missing is said. */
export const sayAction = ({ owner, dueOn, isLate }: OpenAction, sayDay: (day: string) => string): string =>
  `${owner ?? 'Nobody is named for it'}, ${dueOn === null ? 'without a day' : `${isLate ? 'late, was due on' : 'due on'} ${sayDay(dueOn)}`}`
