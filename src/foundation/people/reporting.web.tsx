import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../kernel/web/api.web.ts'
import { Face } from '../../kernel/web/field/face.web.tsx'
import { countText } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { TreeSlice } from '../pictures/index.ts'
import { panelStyles as css } from '../pictures/index.web.tsx'

const shown = 8

/** Whom a person reports to, up to the top, and who reports to them. */
export default function Reporting({ row }: PartProps) {
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('person'), 'tree', row.id, 1],
    queryFn: ({ signal }) => read<TreeSlice>('/org-chart', { root: row.id, depth: 1 }, signal),
    retry: false,
  })
  if (isError) return <p className={css.lead}>Who has left stands in no chart.</p>
  if (!data) return null
  const self = data.nodes.find((node) => node.id === row.id)
  const reports = data.nodes.filter((node) => node.parent === row.id)
  if (data.chain.length === 0 && reports.length === 0)
    return <p className={css.lead}>Nobody above, nobody below. Name a manager to place {row.title} in the org chart.</p>
  return (
    <>
      {data.chain.length > 0 && (
        <>
          <h3 className={css.heading}>Reports to</h3>
          <ul className={css.list}>
            {data.chain.toReversed().map((above) => (
              <li key={above.id} className={css.row}>
                <Link to="/$path/$id" params={{ path: 'people', id: above.id }}>
                  <Face name={above.title} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {reports.length > 0 && self && (
        <>
          <h3 className={css.heading}>
            {countText(self.children)} {self.children === 1 ? 'report' : 'reports'}
            {self.below > self.children && `, ${countText(self.below)} people in all`}
          </h3>
          <ul className={css.list}>
            {reports.slice(0, shown).map((report) => (
              <li key={report.id} className={css.row}>
                <Link to="/$path/$id" params={{ path: 'people', id: report.id }}>
                  <Face name={report.title} />
                </Link>
                <span className={css.about}>{String(report.jobTitle ?? '')}</span>
                {report.below > 0 && <span className={css.count}>{countText(report.below)} below</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <Link to={`/org-chart?person=${row.id}`} className={css.more}>
        {self && self.children > shown ? `All ${countText(self.children)} in the org chart` : 'Show in the org chart'}
      </Link>
    </>
  )
}
