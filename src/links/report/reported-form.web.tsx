import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, keys } from '../../kernel/web/api.web.ts'
import type { ServiceReport } from '../wire.ts'
import css from './report.module.css'

interface Entered {
  readonly value: string
  readonly says: string
}
const isFigure = (value: string): boolean => /^\d{1,12}([.,]\d{1,6})?$/.test(value.trim())

/** What a vendor says of a period, entered in one go; what is left empty they said nothing of. */
export function ReportedForm({ report, onDone }: { readonly report: ServiceReport; readonly onDone: () => void }) {
  const { engagement, period, figures } = report
  const queries = useQueryClient()
  const [entered, setEntered] = useState<Readonly<Record<string, Entered>>>(() =>
    Object.fromEntries(
      figures.map(({ fact, theirs }) => [fact, { value: theirs?.value ?? '', says: theirs?.says ?? '' }]),
    ),
  )
  const [isTried, setTried] = useState(false)
  const of = (fact: string): Entered => entered[fact] ?? { value: '', says: '' }
  const isWrong = (fact: string): boolean => of(fact).value.trim() !== '' && !isFigure(of(fact).value)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api('PUT', `/engagements/${engagement.id}/reported`, {
        body: {
          period,
          figures: figures.map(({ fact }) => {
            const value = of(fact).value.trim().replace(',', '.')
            return { fact, value: value === '' ? null : value, says: of(fact).says.trim() || null }
          }),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.lists('scorecard_value') })
      onDone()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!figures.some(({ fact }) => isWrong(fact))) mutate()
  }
  return (
    <form className={css.form} onSubmit={submit} aria-label="What they report">
      <p>What {report.vendor ?? 'the vendor'} says of this period. Leave empty what they don’t tell.</p>
      {figures.map(({ fact, label, unit }) => (
        <div key={fact} className={css.line}>
          <TextInput
            label={unit === null ? label : `${label}, ${unit}`}
            value={of(fact).value}
            inputMode="decimal"
            error={isTried && isWrong(fact) ? 'Write a number such as 99.95.' : undefined}
            onChange={(event) => setEntered({ ...entered, [fact]: { ...of(fact), value: event.currentTarget.value } })}
          />
          <TextInput
            label={`${label}: in their words`}
            placeholder="Where it stands, or how they count"
            maxLength={500}
            value={of(fact).says}
            onChange={(event) => setEntered({ ...entered, [fact]: { ...of(fact), says: event.currentTarget.value } })}
          />
        </div>
      ))}
      {error && <p role="alert">{error.message}</p>}
      <div className={css.ways}>
        <Button type="submit" loading={isPending}>
          Keep their figures
        </Button>
        <Button variant="default" onClick={onDone}>
          Close without keeping
        </Button>
      </div>
    </form>
  )
}
