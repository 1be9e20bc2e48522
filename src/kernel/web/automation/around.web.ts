import { useContext } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { useRegistry } from '../application.web.ts'
import { AroundContext } from '../field/own.web.ts'

/** The record type that the rule around a field is about; null while none is chosen. */
export function useRuleRecord(): AnyRecord | null {
  const { recordType } = useContext(AroundContext)
  return useRegistry().records.find(({ name }) => name === recordType) ?? null
}
