import type { AnyRecord } from '../../record/define.ts'
import type { Fields } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pointingFields } from '../../record/pointing.ts'
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
  const pointing = pointingFields(registry, record)
  return pointing.map(({ from, field }) => {
    const isOnly = from.name !== record.name && pointing.filter((other) => other.from === from).length === 1
    const title = isOnly ? from.label[1] : `${from.label[1]} · ${inSentence(labelOf(field, from.fields[field]))}`
    return { from, path: pathOf(from), field, title }
  })
}

/** One way to relate a record to another by hand. */
export interface WayToRelate {
  readonly key: string
  readonly link: string
  readonly direction: 'forward' | 'backward'
  readonly reads: string
  /** The type at the other end; null for any. */
  readonly type: string | null
  /** What is said of the relation itself. */
  readonly fields: Fields
}

/** How a record of this type may be related: the declared links in both directions, and 'is related to' for everything else. */
export function waysToRelate(registry: Registry, record: AnyRecord): readonly WayToRelate[] {
  const declared = registry.links.flatMap((link): readonly WayToRelate[] => {
    const forward = {
      key: `${link.name}>`,
      link: link.name,
      direction: 'forward',
      reads: link.reads[0],
      type: link.to,
      fields: link.fields ?? {},
    } as const
    const backward = {
      key: `${link.name}<`,
      link: link.name,
      direction: 'backward',
      reads: link.reads[1],
      type: link.from,
      fields: link.fields ?? {},
    } as const
    return [...(link.from === record.name ? [forward] : []), ...(link.to === record.name ? [backward] : [])]
  })
  const anything = {
    key: 'related_to',
    link: 'related_to',
    direction: 'forward',
    reads: 'is related to',
    type: null,
    fields: {},
  } as const
  return [...declared, anything]
}
