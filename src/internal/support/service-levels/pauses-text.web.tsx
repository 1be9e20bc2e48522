import { sayPauses } from './pauses.ts'
import type { ClockName } from './promise.ts'

/** Which clocks pause, as it is read. */
export default function PausesText({ value }: { readonly value: unknown }) {
  return <span>{sayPauses(Array.isArray(value) ? (value as readonly ClockName[]) : [])}</span>
}
