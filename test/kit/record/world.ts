import type { Kernel } from '../../../src/kernel/kernel.server.ts'
import type { AnyRecord } from '../../../src/kernel/record/define.ts'
import type { Field } from '../../../src/kernel/record/field.ts'
import { settableFields } from '../../../src/kernel/record/registry.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { kindOf } from './kinds.ts'

export type Input = Readonly<Record<string, unknown>>

/** Makes records that a test needs around the one it is about, past access rules but through the one write path. */
export interface World {
  /** Another record of any type with as little in it as it takes, but for `values`. */
  readonly another: (type: string, values?: Input) => Promise<Row>
  /** Values for a new record: only what is required, or with `isFull` every field. */
  readonly valuesFor: (record: AnyRecord, options?: { isFull?: boolean }) => Promise<Record<string, unknown>>
  /** A number that was never given before. */
  readonly next: () => number
}

export function createWorld({ store, registry }: Pick<Kernel, 'store' | 'registry'>): World {
  let given = 0
  const next = (): number => ++given
  const another: World['another'] = async (type, values = {}) => {
    const record = registry.record(type)
    return store.asSystem('test').create(record, { ...(await valuesFor(record)), ...checked[type], ...values })
  }
  const valuesFor: World['valuesFor'] = async (record, { isFull = false } = {}) => {
    const n = next()
    const values: Record<string, unknown> = {}
    for (const [name, field] of settableFields(record)) {
      if (!isFull && !isNeeded(field)) continue
      const value = await valueOf(field, n)
      if (value !== undefined) values[name] = value
    }
    return values
  }
  const valueOf = async (field: Field<unknown>, n: number): Promise<unknown> => {
    const { to } = field.options
    if (!to) return kindOf(field).sample(n, field)
    const { id } = await another(to)
    return field.kind === 'refs' ? [id] : id
  }
  return { another, valuesFor, next }
}

/** Values that pass the checks of records which others point at, where the kinds of their fields alone don't know. */
const checked: Readonly<Record<string, Input>> = {
  approval_template: { steps: [{ label: 'Manager', approvers: [{ kind: 'asker', field: 'manager' }] }] },
  scorecard_metric: {
    bands: [
      { from: null, points: 0 },
      { from: '99.9', points: 100 },
    ],
  },
}

/** Whether a record can't be made without it. */
export const isNeeded = ({ options }: Field<unknown>): boolean =>
  options.required === true && options.default === undefined
