import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { inSentence } from '../../../kernel/record/in-sentence.ts'
import { dayNow } from '../../../kernel/web/field/when.ts'
import { read } from '../../../kernel/web/api.web.ts'
import { definitions, type FigureKey } from './definitions.ts'
import { presetsOf } from './presets.ts'
import type { Figure, Figures } from './wire.ts'
import { changeWords, valueWords } from './words.ts'

const shown: readonly FigureKey[] = ['attainment', 'backlog', 'satisfied']

/** The last 30 days of the service desk in a sentence. */
export default function FiguresGlance() {
  const [usual] = presetsOf(dayNow())
  const asked = { from: usual?.from, to: usual?.to, by: 'team', why: 'attainment', promise: 'sla' }
  const { data } = useQuery({
    queryKey: ['ticket', 'figures', asked],
    queryFn: ({ signal }) => read<Figures>('/support/figures', asked, signal),
    staleTime: 300_000,
  })
  if (!data) return null
  const parts = data.figures.filter(({ key, now }) => shown.includes(key) && (now.value ?? 0) > 0)
  if (parts.length === 0) return 'No tickets in the last 30 days.'
  return (
    <>
      {parts.map((figure, place) => (
        <Fragment key={figure.key}>
          {place === 0 ? definitions[figure.key].label : `, ${inSentence(definitions[figure.key].label)}`}{' '}
          <strong>{valueWords(figure.key, figure.now)}</strong>
          {changeText(figure)}
        </Fragment>
      ))}
      .
    </>
  )
}

function changeText(figure: Figure): string {
  const change = figure.key === 'attainment' ? changeWords(figure.key, figure) : null
  return change ? ` (${change.text})` : ''
}
