import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { DateInput, DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import { useState } from 'react'
import { parseDayText } from '../../record/text-date.ts'
import type { EditorProps } from './editor.ts'
import { readMoment, timeText } from './moment.ts'
import { unreadOf } from './unread.ts'
import { dayText, localDay } from './when.ts'

/** A day or a moment: typed as people write it, or picked. Moments are the reader's own time, kept in UTC. */
export default function DateEdit({ value, onChange, definition, frame, isLabelled = true }: EditorProps) {
  const clearable = !definition.options.required
  // A dialog begins in its first field; the calendar would lie over its buttons, and opens once one asks for it.
  const [isQuiet, setIsQuiet] = useState(isLabelled && frame.autoFocus === true)
  if (definition.kind === 'dateTime') return <MomentEdit value={value} onChange={onChange} frame={frame} />
  return (
    <DateInput
      {...frame}
      placeholder={frame.placeholder ?? 'Day, such as 31 Mar 2027'}
      value={typeof value === 'string' && value !== '' ? value : null}
      onChange={onChange}
      onClick={() => setIsQuiet(false)}
      onKeyDown={({ key }) => key === 'ArrowDown' && setIsQuiet(false)}
      popoverProps={{ disabled: isQuiet }}
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

/** A moment typed in one line, in the reader's own time; the calendar beside it gives the day and keeps the time. */
function MomentEdit({ value, onChange, frame }: Pick<EditorProps, 'value' | 'onChange' | 'frame'>) {
  const [typed, setTyped] = useState({ text: shownMoment(value), value })
  const text = typed.value === value ? typed.text : shownMoment(value)
  const [isOpen, setOpen] = useState(false)
  const change = (next: string) => {
    const read = readMoment(next)
    setTyped({ text: next, value: read })
    onChange(read)
  }
  const moment = typeof value === 'string' ? new Date(value) : null
  return (
    <TextInput
      {...frame}
      placeholder={frame.placeholder ?? 'Day and time, such as 31 Mar 2027 14:00'}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped({ text: shownMoment(value), value })}
      rightSection={
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label="Pick a day"
              disabled={frame.disabled}
              onClick={() => setOpen(!isOpen)}
            >
              <IconCalendar size={15} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={moment ? localDay(moment) : null}
              onChange={(day) => {
                if (day) change(`${dayText(day)}, ${moment ? timeText(moment) : '09:00'}`)
                setOpen(false)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}

const shownMoment = (value: unknown): string => {
  const unread = unreadOf(value)
  if (unread) return unread.unread
  if (typeof value !== 'string' || value === '') return ''
  const moment = new Date(value)
  return `${dayText(localDay(moment))}, ${timeText(moment)}`
}
