import { lazy, type ReactNode, Suspense } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Field, Money } from '../../record/field.ts'
import { intervalText, unitOf } from '../../record/interval.ts'
import { Face } from './face.web.tsx'
import css from './field.module.css'
import { fieldOf, kindOf } from './fields.ts'
import { AroundContext, ownOf } from './own.web.ts'
import { Reference, References } from './reference.web.tsx'
import { State, Toned } from './state.web.tsx'
import { type DateStyle, When } from './when.web.tsx'
import { refOf, refsOf } from './wire.ts'
import {
  countText,
  decimalText,
  durationText,
  moneyText,
  percentText,
  plainText,
  roundMoneyText,
  wordOf,
} from './words.ts'

const Markdown = lazy(() => import('./markdown.web.tsx'))

export interface ShowValueProps {
  readonly record: AnyRecord
  readonly field: string
  readonly value: unknown
  /** In one line, for cells and cards: several references as faces, Markdown as plain text, links out of the tab order. */
  readonly isLine?: boolean
  /** References and addresses as links; false where a click means something else, as in a table's cells. */
  readonly hasLinks?: boolean
  /** How days and moments read. */
  readonly dates?: DateStyle
  /** Amounts as they are read at a glance, for heads: from 1,000 on without cents. */
  readonly isRound?: boolean
  /** What stands where there is no value; nothing unless given. */
  readonly empty?: ReactNode
}

/** Shows one value of a record's field or envelope column as its kind reads best. */
export function ShowValue({
  record,
  field: name,
  value,
  isLine = false,
  hasLinks = true,
  dates = 'relative',
  isRound = false,
  empty = null,
}: ShowValueProps) {
  const field = fieldOf(record, name)
  if (!field || isEmpty(value)) return empty
  if (name === 'state' && record.states) return <State record={record} state={String(value)} />
  const Own = ownOf(record.name, name).show
  if (Own)
    return (
      <Suspense>
        <Own value={value} />
      </Suspense>
    )
  const show = shows[kindOf(field)] ?? shows.text
  return show ? show({ record, name, field, value, isLine, hasLinks, dates, isRound }) : null
}

/** Whether a value is no value: null, undefined, empty text or an empty list. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

interface Given {
  readonly record: AnyRecord
  readonly name: string
  readonly field: Field<unknown>
  readonly value: unknown
  readonly isLine: boolean
  readonly hasLinks: boolean
  readonly dates: DateStyle
  readonly isRound: boolean
}
type Show = (given: Given) => ReactNode

const number = (text: string): ReactNode => <span className={css.number}>{text}</span>
/** A bare number, or a length of time with its unit: '3 months', 'Every 3 months'. */
function countOf(count: number, unit: string | null, isRhythm = false): ReactNode {
  if (unit === null) return number(countText(count))
  const words = intervalText(count, unit, isRhythm)
  return isRhythm ? words.replace('every', 'Every') : words
}
const when: Show = ({ value, dates }) => <When value={String(value)} style={dates} />
const outward =
  (prefix: string, shown: (value: string) => string = (value) => value): Show =>
  ({ value, isLine, hasLinks }) => {
    if (!hasLinks) return <span className={css.name}>{shown(String(value))}</span>
    const target = prefix === '' ? { target: '_blank', rel: 'noreferrer noopener' } : {}
    return (
      <a
        className={`${css.link} ${css.name}`}
        href={`${prefix}${String(value)}`}
        tabIndex={isLine ? -1 : undefined}
        {...target}
      >
        {shown(String(value))}
      </a>
    )
  }

const shows: Readonly<Record<string, Show>> = {
  text: ({ value }) => <span className={css.name}>{String(value)}</span>,
  longText: ({ value, isLine }) =>
    isLine ? (
      <span className={css.name}>{plainText(String(value))}</span>
    ) : (
      <Suspense fallback={<span className={css.markdown}>{plainText(String(value))}</span>}>
        <Markdown text={String(value)} />
      </Suspense>
    ),
  int: ({ record, name, field, value }) => (
    <AroundContext.Consumer>
      {(around) => countOf(Number(value), unitOf(record, name, around), field.options.isRhythm)}
    </AroundContext.Consumer>
  ),
  decimal: ({ value }) => number(decimalText(String(value))),
  percent: ({ value }) => number(percentText(String(value))),
  money: ({ value, isRound }) => number((isRound ? roundMoneyText : moneyText)(value as Money)),
  duration: ({ value }) => number(durationText(Number(value))),
  date: when,
  dateTime: when,
  bool: ({ value }) => (value === true ? 'Yes' : <span className={css.dim}>No</span>),
  choice: ({ field, value }) => {
    const word = wordOf(String(value), field.options.says)
    const tones = field.options.tones
    return tones ? (
      <Toned tone={tones[String(value)] ?? 'neutral'}>{word}</Toned>
    ) : (
      <span className={css.name}>{word}</span>
    )
  },
  choices: ({ field, value }) => (
    <span className={css.name}>
      {(value as readonly string[]).map((item) => wordOf(item, field.options.says)).join(', ')}
    </span>
  ),
  ref: ({ field, value, isLine, hasLinks }) => {
    const ref = refOf(value)
    return (
      ref && <Reference to={field.options.to ?? ''} value={ref} tabIndex={isLine ? -1 : undefined} hasLink={hasLinks} />
    )
  },
  refs: ({ field, value, isLine, hasLinks }) => (
    <References to={field.options.to ?? ''} values={refsOf(value)} isLine={isLine} hasLinks={hasLinks} />
  ),
  email: outward('mailto:'),
  url: outward('', (value) => value.replace(/^https?:\/\//, '').replace(/\/$/, '')),
  phone: outward('tel:'),
  ip: ({ value }) => number(String(value)),
  colour: ({ value }) => (
    <span className={css.state}>
      <span className={css.swatch} style={{ background: String(value) }} aria-hidden />
      {String(value)}
    </span>
  ),
  secret: () => <span className={css.dim}>Set, and never shown</span>,
  json: ({ value }) => <code className={css.name}>{JSON.stringify(value)}</code>,
  actor: ({ value }) => <Face name={actorName(value)} />,
}

function actorName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'Quarterdeck'
  if ('title' in value && typeof value.title === 'string') return value.title
  return 'name' in value && typeof value.name === 'string' ? value.name : 'Someone'
}
