import type { Ref } from '../../../kernel/record/field.ts'

/** An article as the desk lists it. */
export interface DeskRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly topic: string | null
  readonly owner: Ref | null
  readonly reviewOn: string | null
  readonly views: number
  readonly solved: number
  readonly unsolved: number
}

/** Something that people looked for and didn't find, in the last 90 days. */
export interface Gap {
  readonly gap: string
  /** As it was typed last. */
  readonly asked: string
  /** How many people, and how often in all. */
  readonly people: number
  readonly times: number
  /** How often nothing at all was found; else nothing was opened. */
  readonly empty: number
  readonly lastAt: string
  readonly lastBy: string
}

/** The last 30 days: what was read, what readers said, what was searched for, and how often a search led somewhere. */
export interface Figures {
  readonly published: number
  readonly readings: number
  readonly verdicts: number
  readonly solved: number
  readonly searches: number
  readonly opened: number
}

/** What knowledge needs now, and how it is used. */
export interface KnowledgeDesk {
  readonly due: readonly DeskRow[]
  readonly waiting: readonly DeskRow[]
  readonly changed: readonly DeskRow[]
  readonly ownerless: readonly DeskRow[]
  readonly used: readonly DeskRow[]
  readonly unhelpful: readonly DeskRow[]
  readonly gaps: readonly Gap[]
  readonly figures: Figures
}
