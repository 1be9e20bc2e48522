import { recurrenceWords } from '../../automation/schedule-words.ts'
import { NextTimes } from './next-times.web.tsx'

/** How often, in words, and when next. */
export default function RecurrenceWords({ value }: { readonly value: unknown }) {
  const recurrence = String(value)
  const words = recurrenceWords(recurrence)
  return (
    <>
      {words.charAt(0).toUpperCase() + words.slice(1)}
      <NextTimes recurrence={recurrence} />
    </>
  )
}
