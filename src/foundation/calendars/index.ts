export { Calendar } from './calendar.record.ts'
export { SpecialDay } from './special-day.record.ts'
