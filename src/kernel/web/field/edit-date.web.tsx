import { DateInput, DateTimePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { parseDayText } from '../../record/text-date.ts'
import type { EditorProps } from './editor.ts'
import { localDay } from './when.ts'

/** A day or a moment: typed as people write it, or picked. Moments are the reader's own time, kept in UTC. */
export default function DateEdit({ value, onChange, definition, frame }: EditorProps) {
  const clearable = !definition.options.required
  if (definition.kind === 'dateTime')
    return (
      <DateTimePicker
        {...frame}
        value={typeof value === 'string' ? localMoment(value) : null}
        onChange={(next) => onChange(next === null ? null : new Date(next.replace(' ', 'T')).toISOString())}
        valueFormat="D MMM YYYY, HH:mm"
        clearable={clearable}
      />
    )
  return (
    <DateInput
      {...frame}
      placeholder={frame.placeholder ?? 'Day, such as 31 Mar 2027'}
      value={typeof value === 'string' && value !== '' ? value : null}
      onChange={onChange}
      dateParser={(text) => {
        const read = parseDayText(text, { dateOrder: 'DMY', yearsFrom: 1970 })
        return 'day' in read ? read.day : null
      }}
      valueFormat="D MMM YYYY"
      clearable={clearable}
      highlightToday
    />
  )
}

function localMoment(value: string): string {
  const moment = new Date(value)
  return `${localDay(moment)} ${moment.toTimeString().slice(0, 8)}`
}
