import { Checkbox, Input, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  type Plan,
  placeName,
  places,
  planOf,
  recurrenceOf,
  weekdayName,
  weekdays,
} from '../../automation/schedule-words.ts'
import type { EditorProps } from '../field/editor.ts'
import css from './automation.module.css'
import { NextTimes } from './next-times.web.tsx'

type Choice = Plan['every'] | 'written'
const choices: readonly { readonly value: Choice; readonly label: string }[] = [
  { value: 'day', label: 'By the day' },
  { value: 'week', label: 'On days of the week' },
  { value: 'month', label: 'On a day of the month' },
  { value: 'place', label: 'On a weekday of the month' },
  { value: 'written', label: 'As I write it (RFC 5545)' },
]
const begins: Readonly<Record<Plan['every'], Plan>> = {
  day: { every: 'day', interval: 1 },
  week: { every: 'week', interval: 1, days: weekdays.slice(0, 5) },
  month: { every: 'month', interval: 1, day: 1 },
  place: { every: 'place', interval: 1, place: 1, weekday: 'MO' },
}

/** Chooses how often in words, and shows when that is; what words can't say is written as RFC 5545 has it. */
export default function RecurrenceEdit({ value, onChange, frame }: EditorProps) {
  const recurrence = typeof value === 'string' ? value : ''
  const plan = planOf(recurrence)
  const [isWritten, setWritten] = useState(recurrence !== '' && plan === null)
  const choose = (choice: string) => {
    setWritten(choice === 'written')
    const begin = choice === 'written' || choice === '' ? null : begins[choice as Plan['every']]
    if (begin) onChange(recurrenceOf(begin))
  }
  const change = (next: Plan) => onChange(recurrenceOf(next))
  const label = frame.label ?? frame['aria-label']
  return (
    <Input.Wrapper label={frame.label} error={frame.error} labelElement="div" withAsterisk={frame.withAsterisk}>
      <div className={css.schedule} role="group" aria-label={label}>
        <NativeSelect
          {...(frame.id && { id: frame.id })}
          aria-label={label}
          disabled={frame.disabled}
          value={isWritten ? 'written' : (plan?.every ?? '')}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[...(recurrence === '' && !isWritten ? [{ value: '', label: 'Choose…' }] : []), ...choices]}
        />
        {isWritten ? (
          <TextInput
            aria-label="As RFC 5545 has it"
            placeholder="FREQ=YEARLY;BYMONTH=4;BYDAY=1MO"
            value={recurrence}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          plan && <PlanInputs plan={plan} onChange={change} />
        )}
      </div>
      <NextTimes recurrence={recurrence} />
    </Input.Wrapper>
  )
}

function PlanInputs({ plan, onChange }: { readonly plan: Plan; readonly onChange: (plan: Plan) => void }) {
  const unit = plan.every === 'day' ? 'day' : plan.every === 'week' ? 'week' : 'month'
  return (
    <>
      {plan.every === 'week' && (
        <Checkbox.Group
          aria-label="Days"
          value={[...plan.days]}
          // Without a day there would be nothing to recur on, so the last one stays.
          onChange={(days) =>
            days.length > 0 && onChange({ ...plan, days: weekdays.filter((day) => days.includes(day)) })
          }
        >
          <div className={css.days}>
            {weekdays.map((day) => (
              <Checkbox key={day} value={day} label={weekdayName(day)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {plan.every === 'month' && (
        <NativeSelect
          aria-label="Day of the month"
          value={String(plan.day)}
          onChange={(event) => onChange({ ...plan, day: Number(event.currentTarget.value) })}
          data={[
            ...Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: `Day ${at + 1}` })),
            { value: '-1', label: 'The last day' },
          ]}
        />
      )}
      {plan.every === 'month' && plan.day > 28 && (
        <p className={css.dim}>Months without a day {plan.day} are left out. The last day is in each.</p>
      )}
      {plan.every === 'place' && (
        <div className={css.days}>
          <NativeSelect
            aria-label="Which of the month"
            value={String(plan.place)}
            onChange={(event) =>
              onChange({
                ...plan,
                place: places.find((one) => String(one) === event.currentTarget.value) ?? plan.place,
              })
            }
            data={places.map((place) => ({ value: String(place), label: `The ${placeName(place)}` }))}
          />
          <NativeSelect
            aria-label="Weekday"
            value={plan.weekday}
            onChange={(event) =>
              onChange({ ...plan, weekday: weekdays.find((day) => day === event.currentTarget.value) ?? plan.weekday })
            }
            data={weekdays.map((day) => ({ value: day, label: weekdayName(day) }))}
          />
        </div>
      )}
      <NativeSelect
        aria-label={`Which ${unit}s`}
        value={String(plan.interval)}
        onChange={(event) => onChange({ ...plan, interval: Number(event.currentTarget.value) })}
        data={intervals(plan.interval).map((interval) => ({
          value: String(interval),
          label: interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`,
        }))}
      />
    </>
  )
}

/** Those that are offered, and the one that is chosen. */
const intervals = (chosen: number): readonly number[] =>
  [...new Set([1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 30, chosen])].toSorted((a, b) => a - b)
