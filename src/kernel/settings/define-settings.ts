import type { ActionSpec, Problem, RecordType } from '../record/define.ts'
import { defineRecord } from '../record/define.ts'
import { type Field, type Fields, f, type Values } from '../record/field.ts'

/** A group of settings: what may be set, in which panels, and what can be tried from its page. */
export interface SettingsSpec<F extends Fields> {
  readonly label: string
  readonly about: string
  /** A Tabler icon's name without its prefix. */
  readonly icon: string
  readonly fields: F
  readonly page: readonly { readonly panel: string; readonly shows: readonly (keyof F & string)[] }[]
  /** Verbs of the page, such as sending a test mail; whoever may change the settings may use them. */
  readonly tries?: Readonly<Record<string, Pick<ActionSpec, 'label' | 'done' | 'input'>>>
  readonly check?: (values: Values<F>) => readonly (Problem<keyof F & string> | false | null)[]
}
type Named<F extends Fields> = F & { readonly name: Field<string> }

/**
 * Declares a group of settings: a record of which there is one, made with its defaults when it is first asked for.
 * Form, access, history, secrets and API are those of every record; permissions are `<name>.read` and `<name>.write`.
 */
export function defineSettings<const N extends `${string}_settings`, const F extends Fields>(
  name: N,
  { label, about, icon, fields, page, tries = {}, check }: SettingsSpec<F>,
): RecordType<N, Named<F>> {
  const write = { holds: `${name}.write` } as const
  const spec = {
    label: [label, label] as const,
    about,
    icon,
    title: 'name',
    fields: { name: f.text({ required: true, unique: true, default: label, max: 80 }), ...fields },
    access: { read: { holds: `${name}.read` }, create: write, update: write, archive: 'nobody' },
    actions: Object.fromEntries(Object.entries(tries).map(([verb, one]) => [verb, { ...one, can: write }])),
    list: { columns: ['name', 'updatedAt'], sort: 'name' },
    page,
    check: (row: Values<Named<F>>) => [
      row.name !== label && { field: 'name', says: `There is one ${label}, and it keeps its name.` },
      ...(check?.(row) ?? []),
    ],
  } as const
  return defineRecord<N, Named<F>, never>(name, spec as Parameters<typeof defineRecord<N, Named<F>, never>>[1])
}
