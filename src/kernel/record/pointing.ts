import type { AnyRecord } from './define.ts'
import type { Registry } from './registry.ts'

/** A field of some record type that points at records of another. */
export interface PointingField {
  readonly from: AnyRecord
  readonly field: string
}

/** Every field of every record type that points at records of this type, in declared order. */
export const pointingFields = (registry: Registry, record: AnyRecord): readonly PointingField[] =>
  registry.records.flatMap((from) =>
    Object.entries(from.fields)
      .filter(([, field]) => (field.kind === 'ref' || field.kind === 'refs') && field.options.to === record.name)
      .map(([field]) => ({ from, field })),
  )
