import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { useRegistry } from '../../../kernel/web/application.web.ts'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import css from '../overview/glance.module.css'
import { Grade } from '../overview/grade.web.tsx'
import type { EngagementScores } from '../overview/overview.ts'
import { shownScore } from './shown-score.ts'

const shown = 8

/** How an engagement did: the latest period metric by metric, each figure with its reason, and the periods before. */
export default function HowTheyDo({ row }: PartProps) {
  const registry = useRegistry()
  const maySee = mayI(useMe(), 'scorecard_value.read')
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('scorecard_value'), 'of engagement', row.id],
    queryFn: ({ signal }) => read<EngagementScores>(`/engagements/${row.id}/scores`, {}, signal),
    enabled: maySee,
  })
  if (!maySee) return <p className={panel.lead}>Scores are seen by those who answer for vendors, services or money.</p>
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  const [latest] = data.scores
  if (!latest)
    return <p className={panel.lead}>No values yet. A scorecard value says what a metric came to in a period.</p>
  return (
    <>
      <p className={panel.lead}>
        <strong>
          {latest.cardName}, {latest.period}
        </strong>
        : {latest.says}
      </p>
      <ul className={css.lines}>
        {latest.lines.map(({ metric, nature, says, why, record }) => (
          <li key={metric} className={css.rests}>
            {says} {why}
            {nature === 'opinion' && ' This is an opinion.'}
            {latest.disputed.includes(metric) && ' The vendor says something else.'}{' '}
            {record && nature === 'measured' && (
              <RecordAnchor record={registry.record('scorecard_value')} id={record}>
                What it rests on
              </RecordAnchor>
            )}
          </li>
        ))}
      </ul>
      <table className={css.periods}>
        <caption className={panel.heading}>Period by period</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col">Score</th>
            <th scope="col">Measured</th>
            <th scope="col">Opinion</th>
          </tr>
        </thead>
        <tbody>
          {data.scores.slice(0, shown).map(({ card, period, score, grade, says, measured, opinion }) => (
            <tr key={`${card} ${period}`}>
              <th scope="row">{period}</th>
              <td>
                {score !== null && grade !== null ? <Grade score={score} grade={grade} says={says} /> : 'Not known'}
              </td>
              <td className={css.number}>{measured === null ? 'Not known' : shownScore(measured)}</td>
              <td className={css.number}>{opinion === null ? 'Not known' : shownScore(opinion)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
