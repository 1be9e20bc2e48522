import type { AnyRecord } from '../../record/define.ts'
import { labelOf, pathOf, type Registry } from '../../record/registry.ts'

/** One way in which records of another type point at this one: services by their field `team`. */
export interface Pointing {
  readonly from: AnyRecord
  readonly path: string
  readonly field: string
  /** Heading: 'Services', or 'Services · depends on' where several fields of one type point here. */
  readonly title: string
}

/** Every field of every record type that points at records of this type. */
export function pointingAt(registry: Registry, record: AnyRecord): readonly Pointing[] {
  return registry.records.flatMap((from) => {
    const fields = Object.entries(from.fields).filter(
      ([, field]) => (field.kind === 'ref' || field.kind === 'refs') && field.options.to === record.name,
    )
    return fields.map(([name, field]) => {
      const isOnly = fields.length === 1 && from.name !== record.name
      const title = isOnly ? from.label[1] : `${from.label[1]} · ${labelOf(name, field).toLowerCase()}`
      return { from, path: pathOf(from), field: name, title }
    })
  })
}
