import { Button } from '@mantine/core'
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { periodAt, shiftPeriod } from '../../external/vendors/index.ts'
import { keys, read } from '../../kernel/web/api.web.ts'
import { useRegistry } from '../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../kernel/web/field/reference.web.tsx'
import { dayNow, dayText } from '../../kernel/web/field/when.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import type { ReportSection, ServiceReport } from '../wire.ts'
import { Figures } from './figures.web.tsx'
import { Actions } from './actions.web.tsx'
import css from './report.module.css'
import { ReportedForm } from './reported-form.web.tsx'

/** The month that is reported on unless another one is asked for: the last that is over. */
const lastMonth = (): string => shiftPeriod(periodAt(dayNow(), 'monthly'), -1)

/** How an engagement did in a month, out of what the system knows, with what its vendor says beside it; to read and to print. */
export default function ReportPage() {
  const search: { readonly engagement?: string; readonly period?: string | number } = useSearch({ strict: false })
  const period = String(search.period ?? lastMonth())
  const engagement = search.engagement ?? ''
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.lists('scorecard_value'), 'report', engagement, period],
    queryFn: ({ signal }) => read<ServiceReport>(`/engagements/${engagement}/report`, { period }, signal),
    meta: {
      types: ['outage', 'scorecard_value', 'reported_figure', 'service_credit', 'vendor_issue', 'improvement_plan'],
    },
  })
  useTitle(data ? `Service report ${data.says}: ${data.engagement.title}` : 'Service report')
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={10} />
  return <Report report={data} key={`${engagement} ${period}`} />
}

function Report({ report }: { readonly report: ServiceReport }) {
  const registry = useRegistry()
  const [isEntering, setEntering] = useState(false)
  const { engagement, vendor, owner, says, isOver, asOf, figures, scores, cover, actions, sections, mayReport } = report
  return (
    <article className={css.page}>
      <header className={css.head}>
        <div>
          <h1>Service report, {says}</h1>
          <p>
            <RecordAnchor record={registry.record('engagement')} id={engagement.number ?? engagement.id}>
              {engagement.title}
            </RecordAnchor>
            {vendor && `, from ${vendor}`}
            {owner && `; ${owner} answers for it`}. As of {dayText(asOf.slice(0, 10))}
            {!isOver && ': the period isn’t over yet'}.
          </p>
        </div>
        <div className={css.ways}>
          <Step to={report.previous} engagement={engagement.id} label="Month before" isShown />
          <Step to={report.next ?? ''} engagement={engagement.id} label="Month after" isShown={report.next !== null} />
          <Button variant="default" leftSection={<IconPrinter size={14} aria-hidden />} onClick={() => window.print()}>
            Print
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileText size={14} aria-hidden />}
            renderRoot={(props) => (
              <a href={`/api/v1/engagements/${engagement.id}/report/pdf?period=${report.period}`} download {...props}>
                {props['children']}
              </a>
            )}
          >
            Save as PDF
          </Button>
        </div>
      </header>
      <section className={css.section}>
        <div className={css.title}>
          <h2>What our own rows say, and what they say</h2>
          {mayReport && !isEntering && (
            <Button className={css.hidden} size="xs" onClick={() => setEntering(true)}>
              Enter their figures
            </Button>
          )}
        </div>
        {isEntering && <ReportedForm report={report} onDone={() => setEntering(false)} />}
        <Figures figures={figures} />
      </section>
      <Actions actions={actions} />
      <section className={css.section}>
        <h2>Scores</h2>
        {scores.length === 0 && <p>No scorecard has a value for this period.</p>}
        <ul className={css.rows}>
          {scores.map((one) => (
            <li key={`${one.card} ${one.period}`}>
              <strong>
                {one.card}, {one.period}
              </strong>
              : {one.says}
            </li>
          ))}
        </ul>
      </section>
      {cover.length > 0 && (
        <section className={css.section}>
          <h2>Who looks after it</h2>
          <ul className={css.rows}>
            {cover.map((one) => (
              <li key={one.id}>
                <RecordAnchor record={registry.record('outsourced_service')} id={one.id}>
                  {one.title}
                </RecordAnchor>
                <span className={css.note}> {one.says}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sections.map((one) => (
        <Section key={one.title} section={one} />
      ))}
    </article>
  )
}

function Step({
  to,
  engagement,
  label,
  isShown,
}: {
  readonly to: string
  readonly engagement: string
  readonly label: string
  readonly isShown: boolean
}) {
  if (!isShown) return null
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link to={'/service-report' as '/'} search={{ engagement, period: to } as never} {...props} />
      )}
    >
      {label}
    </Button>
  )
}

function Section({ section: { title, type, none, rows } }: { readonly section: ReportSection }) {
  const record = useRegistry().record(type)
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      {rows.length === 0 && <p>{none}</p>}
      <ul className={css.rows}>
        {rows.map(({ id, number, title: name, note }) => (
          <li key={id}>
            <RecordAnchor record={record} id={number ?? id}>
              {number === null ? name : `${number} ${name}`}
            </RecordAnchor>
            {note && <span className={css.note}> {note}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
