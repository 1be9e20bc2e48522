import { useContext } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { useRegistry } from '../application.web.ts'
import { AroundContext } from '../field/own.web.ts'

/** The record type that the rule around a field is about, or the one that a webhook tells of; null while none is chosen. */
export function useRuleRecord(): AnyRecord | null {
  const { recordType, recordTypes } = useContext(AroundContext)
  const only = Array.isArray(recordTypes) && recordTypes.length === 1 ? recordTypes[0] : recordType
  return useRegistry().records.find(({ name }) => name === only) ?? null
}
