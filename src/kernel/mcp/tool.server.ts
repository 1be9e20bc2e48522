import type { z } from 'zod'
import { rightsOf } from '../access/abilities.ts'
import type { Who } from '../access/who.ts'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { pathOf } from '../record/registry.ts'
import type { Records } from '../record/store.server.ts'

/** Who uses a tool, and what it may use: reads and writes as its caller, nothing else. */
export interface Call {
  readonly kernel: Kernel
  readonly who: Who
  readonly records: Records
}

/** Something that an assistant may do for its owner. What it resolves to is sent as JSON. */
export interface Tool {
  readonly name: string
  readonly title: string
  /** For the assistant: what it does, and when to use it. */
  readonly about: string
  readonly input: z.ZodObject
  readonly isReadOnly: boolean
  /** It may take something away, such as by archiving it. */
  readonly isDestructive?: boolean
  readonly run: (call: Call, input: never) => Promise<unknown>
}

/** Declares a tool, its input typed by its schema. */
export const tool = <S extends z.ZodObject>(
  spec: Omit<Tool, 'input' | 'run'> & {
    readonly input: S
    readonly run: (call: Call, input: z.infer<S>) => Promise<unknown>
  },
): Tool => spec

/** The record type that goes by this name or path; one that the caller may not read doesn't exist. */
export function typeNamed({ kernel: { registry }, who }: Call, name: string): AnyRecord {
  const found = registry.records.find((record) => record.name === name || pathOf(record) === name)
  if (!found || rightsOf(who, found).read === false)
    throw notFound(`A record type '${name}' (the tool describe_types names them)`)
  return found
}
