import { dayFrom, dayNow, dayText, momentFrom, momentText } from './when.ts'

export type DateStyle = 'relative' | 'exact' | 'both'

/** A day (`YYYY-MM-DD`) or moment (ISO 8601): relative with the exact one on hover, or as `style` says. */
export function When({ value, style = 'relative' }: { value: string; style?: DateStyle }) {
  const isDay = value.length === 10
  const exact = isDay ? dayText(value) : momentText(value)
  const near = isDay ? dayFrom(value, dayNow()) : momentFrom(value, new Date())
  return (
    <time dateTime={value} title={style === 'exact' ? near : exact}>
      {style === 'relative' && near}
      {style === 'exact' && exact}
      {style === 'both' && `${exact} (${near})`}
    </time>
  )
}
