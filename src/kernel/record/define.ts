import type { Rule } from '../access/rule.ts'
import type { Fields, Tone, Values } from './field.ts'

/** Columns that every record has and none declares. */
export interface Envelope {
  readonly id: string
  readonly number: string | null
  readonly version: number
  readonly state: string | null
  readonly createdAt: string
  readonly createdBy: string | null
  readonly updatedAt: string
  readonly updatedBy: string | null
  readonly archivedAt: string | null
}
export const envelopeNames = [
  'id',
  'number',
  'version',
  'state',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'archivedAt',
] as const
export type EnvelopeName = (typeof envelopeNames)[number]

export type Trait = 'comments' | 'files' | 'tags' | 'watchers' | 'relations' | 'tasks'

/** From one of the states `from` to the state `to`; `tone` is how its button reads. */
export interface Move<S extends string = string, K extends string = string> {
  readonly from: readonly S[]
  readonly to: S
  readonly label: string
  readonly can?: Rule<K>
  /** Fields that are set with it; those that it `needs` must have a value afterwards, those that it `asks` for may. */
  readonly needs?: readonly K[]
  readonly asks?: readonly K[]
  /** Fields that it empties. */
  readonly clears?: readonly K[]
  /** Not the usual next step: it stands in the menu, and an action or editing stands before it. */
  readonly isRare?: boolean
}
/** A verb beyond create, update, move and archive. Its code is registered on the server by the same name. */
export interface ActionSpec<K extends string = string, S extends string = string> {
  readonly label: string
  /** What is said once it is done, unless it is the label. */
  readonly done?: string
  readonly can: Rule<K>
  readonly from?: readonly S[]
  readonly input?: Fields
}
/** How it is recognised that two titles may be the same, and the fields that say they aren't where both have them and they differ. */
export interface Alike<K extends string = string> {
  readonly fold: (title: string) => string
  readonly tells: readonly K[]
}
/** What is wrong with a row, at which field. */
export interface Problem<K extends string = string> {
  readonly field: K
  readonly says: string
}

/** What of a record waits for somebody: it stands on their first page, soonest first, as long as it is due or comes up. */
export interface Wait<K extends string = string> {
  /** What is to be done, such as 'Decide whether it goes on'. */
  readonly says: string
  /** The reference to whom it waits for. */
  readonly whom: K
  /** The day or moment by which; what has none doesn’t wait. */
  readonly by: K
  /** What names it further where its title alone doesn’t: a text, or a reference. */
  readonly of?: K
  /** Which records wait. */
  readonly where: Filter
  /** So many days before it is due it is shown (30). */
  readonly ahead?: number
}

type Column<F> = (keyof F & string) | EnvelopeName
export type Filter = Readonly<Record<string, unknown>>

export interface RecordSpec<F extends Fields, S extends string> {
  readonly label: readonly [one: string, many: string]
  /** One sentence: what a record of this type is, in the CIO's words. */
  readonly about: string
  /** The field that names a record to people; the first text field unless said. */
  readonly title?: keyof F & string
  /** `CTR-{0000}`: a prefix and a zero-padded counter. Without it records have no number. */
  readonly number?: string
  /** A Tabler icon's name without its prefix, such as 'users'. */
  readonly icon?: string
  readonly traits?: readonly Trait[]
  readonly fields: F
  readonly states?: {
    readonly start: NoInfer<S>
    readonly all: readonly S[]
    readonly tones?: Partial<Record<NoInfer<S>, Tone>>
    /** Words of other systems for the states, as their files have them. */
    readonly reads?: Partial<Record<NoInfer<S>, readonly string[]>>
    readonly moves: Readonly<Record<string, Move<NoInfer<S>, keyof F & string>>>
  }
  readonly access: Readonly<Record<'read' | 'create' | 'update' | 'archive', Rule<keyof F & string>>>
  readonly actions?: Readonly<Record<string, ActionSpec<keyof F & string, NoInfer<S>>>>
  readonly list: {
    readonly columns: readonly Column<F>[]
    /** A column, descending with a leading '-'. */
    readonly sort: Column<F> | `-${Column<F>}`
    readonly views?: Readonly<Record<string, Filter>>
  }
  readonly waits?: readonly Wait<keyof F & string>[]
  /** Panels of the page, and sections of the form, in this order. */
  readonly page: readonly { readonly panel: string; readonly shows: readonly (keyof F & string)[] }[]
  /** Further indexes, by the columns that a common list filters by, then sorts by. */
  readonly indexes?: readonly (readonly Column<F>[])[]
  /** Fields that identify a row of a file, tried in this order when importing. */
  readonly matchOn?: readonly (keyof F & string)[]
  /** The reference within which those fields identify it: the support of one vendor isn't that of another. */
  readonly matchWithin?: keyof F & string
  /** When two rows of one file may be about the same: their titles fold to the same, and none of the fields that tell them apart differs. */
  readonly alike?: Alike<keyof F & string>
  readonly check?: (row: Values<F>) => readonly (Problem<keyof F & string> | false | null)[]
}

export interface RecordType<N extends string = string, F extends Fields = Fields, S extends string = string>
  extends RecordSpec<F, S> {
  readonly name: N
}
/** A record type whose fields aren't known at compile time: what the registry holds and the kernel works on. */
export type AnyRecord = Omit<
  RecordType,
  | 'access'
  | 'actions'
  | 'check'
  | 'title'
  | 'list'
  | 'waits'
  | 'page'
  | 'matchOn'
  | 'matchWithin'
  | 'states'
  | 'indexes'
> & {
  readonly indexes?: readonly (readonly string[])[]
  readonly title?: string
  readonly states?: {
    readonly start: string
    readonly all: readonly string[]
    readonly tones?: Readonly<Record<string, Tone | undefined>>
    readonly reads?: Readonly<Record<string, readonly string[] | undefined>>
    readonly moves: Readonly<Record<string, Move>>
  }
  readonly access: Readonly<Record<'read' | 'create' | 'update' | 'archive', Rule>>
  readonly actions?: Readonly<Record<string, ActionSpec>>
  readonly list: {
    readonly columns: readonly string[]
    readonly sort: string
    readonly views?: Readonly<Record<string, Filter>>
  }
  readonly waits?: readonly Wait[]
  readonly page: readonly { readonly panel: string; readonly shows: readonly string[] }[]
  readonly matchOn?: readonly string[]
  readonly matchWithin?: string
  readonly check?: (row: never) => readonly (Problem | false | null)[]
}

/** The typed row of a record type, as it reads: envelope and values. */
export type RowOf<R> = R extends RecordType<string, infer F, string> ? Envelope & Values<F> : never

/** Declares a record. From this one value follow table, API, list, form, page, access, history, import, export and tests. */
export const defineRecord = <const N extends string, const F extends Fields, const S extends string = never>(
  name: N,
  spec: RecordSpec<F, S>,
): RecordType<N, F, S> => {
  const { fields, states, actions } = spec
  return {
    name,
    ...spec,
    fields: byOwnName(fields),
    ...(states ? { states: { ...states, moves: byOwnName(states.moves) } } : {}),
    ...(actions ? { actions: byOwnName(actions) } : {}),
  }
}

/** The same by its own names alone, so that no caller finds a field or a move 'constructor'. */
export const byOwnName = <T extends object>(named: T): T => Object.assign(Object.create(null) as object, named) as T

export interface LinkSpec<F extends Fields> {
  readonly from: string
  readonly to: string
  /** How the relation reads in each direction: ['covers', 'is covered by']. */
  readonly reads: readonly [forward: string, backward: string]
  readonly fields?: F
  readonly access: Readonly<Record<'read' | 'create' | 'remove', Rule>>
  /** An event of one side calls an action of the other; nothing else crosses. */
  readonly on?: Readonly<Record<string, string>>
}
export interface LinkType extends LinkSpec<Fields> {
  readonly name: string
}

/** Declares a typed relation between two record types. The only thing that may join the two layers. */
export const defineLink = <const N extends string, const F extends Fields = Record<never, never>>(
  name: N,
  spec: LinkSpec<F>,
) => ({ name, ...spec })
