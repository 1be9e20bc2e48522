import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { AdminPage, Section } from '../../../kernel/web/admin/page.web.tsx'
import { ApiProblem, keys, read } from '../../../kernel/web/api.web.ts'
import { dayNow, momentText } from '../../../kernel/web/field/when.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { metricWords } from './clock-words.ts'
import { type Metric, metrics } from './promise.ts'
import type { Verdict } from './what-if.ts'
import { type Asked, useWhatIf } from './ask-what-if.web.ts'
import { attainment, lastMonths, sayDifference, sayWhatIf } from './what-if-words.ts'
import css from './what-if.module.css'
import type { WireMoved, WireWhatIf } from './wire.ts'

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const sayMonth = (month: string): string => monthFormat.format(Date.parse(`${month}-01`))

/** A month of tickets judged as if other hours, or other times, had been promised. Nothing is changed by it. */
export default function WhatIfPage() {
  const { ask, stop, asked, found, isBusy, problem } = useWhatIf()
  return (
    <AdminPage
      title="What if"
      about="What would have become of a month’s promises in other hours, or within other times. Nothing is changed by asking."
    >
      <Question onAsk={ask} isBusy={isBusy} problem={problem} />
      {isBusy && <Judging found={found} stop={stop} />}
      <div aria-live="polite" aria-busy={isBusy}>
        {found && asked && <Answer found={found} asked={asked} />}
      </div>
    </AdminPage>
  )
}

interface JudgingProps {
  readonly found: WireWhatIf | null
  readonly stop: () => void
}

function Judging({ found, stop }: JudgingProps) {
  const of = found?.of ?? 0
  const many = (count: number): string => count.toLocaleString('en-GB')
  return (
    <div className={css.judging}>
      <progress value={found?.tickets ?? 0} max={Math.max(of, 1)} aria-label="Tickets judged" />
      <span className={css.dim}>
        {found ? `${many(found.tickets)} of ${many(of)} tickets are judged.` : 'Judging the first tickets …'}
      </span>
      <Button variant="default" size="compact-sm" onClick={stop}>
        Stop here
      </Button>
    </div>
  )
}

interface QuestionProps {
  readonly onAsk: (asked: Asked) => void
  readonly isBusy: boolean
  readonly problem: Error | null
}

function Question({ onAsk, isBusy, problem }: QuestionProps) {
  const months = lastMonths(new Date(dayNow()), useFirstTicket())
  const [month, setMonth] = useState(months[1] ?? '')
  const [policy, setPolicy] = useState<string | null>(null)
  const [calendar, setCalendar] = useState<string | null>(null)
  const [times, setTimes] = useState<Partial<Record<Metric, string>>>({})
  const policies = useNames('service_level', '/service-levels', { kind: 'sla' })
  const calendars = useNames('calendar', '/calendars', {})
  const says = (field: string): string | undefined =>
    problem instanceof ApiProblem ? problem.problems.find((one) => one.field === field)?.says : undefined
  const given = Object.fromEntries(Object.entries(times).filter(([, time]) => time.trim() !== ''))
  const isNothing = calendar === null && Object.keys(given).length === 0
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk({ month, policy, calendar, times: given })
  }
  const common = { comboboxProps: { withinPortal: true }, size: 'sm' } as const
  return (
    <form className={css.form} onSubmit={submit}>
      <Select
        {...common}
        label="Tickets opened in"
        data={months.map((value) => ({ value, label: sayMonth(value) }))}
        value={month}
        allowDeselect={false}
        searchable
        onChange={(value) => setMonth(value ?? month)}
      />
      <Select
        {...common}
        label="Service level"
        placeholder="All service levels"
        data={policies}
        value={policy}
        clearable
        searchable
        onChange={setPolicy}
      />
      <Select
        {...common}
        label="Counted in the hours of"
        placeholder="The same calendar as now"
        data={[{ value: 'always', label: 'All hours' }, ...calendars]}
        value={calendar}
        clearable
        searchable
        onChange={setCalendar}
      />
      <fieldset className={css.times}>
        <legend>And promised within</legend>
        {metrics.map((metric) => (
          <TextInput
            key={metric}
            label={metricWords[metric]}
            placeholder="As now"
            value={times[metric] ?? ''}
            error={says(`times.${metric}`)}
            onChange={({ currentTarget: { value } }) => setTimes((now) => ({ ...now, [metric]: value }))}
          />
        ))}
      </fieldset>
      <div className={css.act}>
        <Button type="submit" loading={isBusy} disabled={isNothing}>
          Work it out
        </Button>
        <span className={css.dim}>
          {isNothing ? 'Choose other hours or write another time, such as 30 min, 8 h or 2 working days.' : ''}
        </span>
      </div>
      {problem && (
        <p role="alert" className={css.problem}>
          {problem.message}
        </p>
      )}
    </form>
  )
}

/** When the first ticket was opened, as far as that is known. */
function useFirstTicket(): Date | undefined {
  const { data } = useQuery({
    queryKey: [...keys.lists('ticket'), 'first'],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>('/tickets', { sort: 'createdAt', limit: 1, columns: 'createdAt' }, signal),
  })
  const first = data?.rows[0]
  return first && new Date(first.createdAt)
}

function useNames(type: string, path: string, filter: object): readonly { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [...keys.lists(type), 'names', filter],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(path, { filter: JSON.stringify(filter), limit: 200, columns: 'name' }, signal),
  })
  return data?.rows.map(({ id, title }) => ({ value: id, label: title ?? '' })) ?? []
}

function Answer({ found, asked }: { readonly found: WireWhatIf; readonly asked: Asked }) {
  return (
    <>
      <Section title={sayMonth(asked.month)}>
        <p className={css.said}>{sayWhatIf(found)}</p>
        {found.tallies.length > 0 && <Tallies found={found} />}
      </Section>
      {found.moved.length > 0 && (
        <Section
          title="What moves"
          about={
            found.movedCount > found.moved.length
              ? `The first ${found.moved.length} of ${found.movedCount.toLocaleString('en-GB')}.`
              : undefined
          }
        >
          <ul className={css.moved}>
            {found.moved.map((one) => (
              <Line key={`${one.ticket.id} ${one.metric} ${one.round}`} moved={one} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const share = (value: number | null): string => (value === null ? '—' : `${value} %`)

function Tallies({ found }: { readonly found: WireWhatIf }) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Promise</th>
          <th scope="col">Kept</th>
          <th scope="col">Would be kept</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {found.tallies.map((tally) => (
          <tr key={tally.metric}>
            <th scope="row">{metricWords[tally.metric]}</th>
            <td>
              <Share part={attainment(tally.was)} />
              <span className={css.count}>
                {tally.was.kept} of {tally.was.kept + tally.was.broken}
              </span>
            </td>
            <td>
              <Share part={attainment(tally.would)} />
              <span className={css.count}>
                {tally.would.kept} of {tally.would.kept + tally.would.broken}
              </span>
            </td>
            <td>{sayDifference(tally)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Share = ({ part }: { readonly part: number | null }) => (
  <span className={css.share}>
    <span className={css.track} aria-hidden>
      <span style={{ width: `${part ?? 0}%` }} />
    </span>
    {share(part)}
  </span>
)

const verdictWords: Readonly<Record<Verdict, string>> = { kept: 'Kept', broken: 'Broken', open: 'Not broken' }

function Line({ moved: { ticket, metric, was, would, dueWas, dueWould } }: { readonly moved: WireMoved }) {
  const due = (at: string | null): string => (at === null ? 'nothing due' : `due ${momentText(at)}`)
  return (
    <li>
      <Link to="/$path/$id" params={{ path: 'tickets', id: ticket.id }}>
        {ticket.number} {ticket.title}
      </Link>
      <span className={css.dim}>{metricWords[metric]}</span>
      <span className={css.turn}>
        <span className={css.verdict} data-verdict={was}>
          {verdictWords[was]}
        </span>
        <span className={css.dim}>{due(dueWas)}</span>
        <span aria-hidden>→</span>
        <span className={css.verdict} data-verdict={would}>
          {verdictWords[would]}
        </span>
        <span className={css.dim}>{due(dueWould)}</span>
      </span>
    </li>
  )
}
