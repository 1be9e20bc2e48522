import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../kernel/web/api.web.ts'
import { Face } from '../../kernel/web/field/face.web.tsx'
import { refOf, refsOf } from '../../kernel/web/field/wire.ts'
import { wordOf } from '../../kernel/web/field/words.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../kernel/web/record/row.ts'
import { panelStyles as css } from '../pictures/index.web.tsx'

const most = 60

/** Who is in a team, its lead first; the teams below it and the services it runs. */
export default function Crew({ row }: PartProps) {
  const lead = refOf(row.lead)
  const ids = [...new Set([...(lead ? [lead.id] : []), ...refsOf(row.members).map((member) => member.id)])].slice(
    0,
    most,
  )
  const people = useRows('person', '/people', { id: ids }, ids.length > 0)
  const below = useRows('team', '/teams', { parent: row.id })
  const runs = useRows('service', '/services', { team: row.id, state: ['planned', 'live'] })
  const sorted = people.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  return (
    <>
      {sorted.length === 0 && (
        <p className={css.lead}>Nobody is in this team yet. Add members and name who leads it.</p>
      )}
      <ul className={css.cards}>
        {sorted.map((person) => (
          <li key={person.id} className={css.card}>
            <Face name={person.title ?? ''} size={32} isBare />
            <span>
              <Link to="/$path/$id" params={{ path: 'people', id: person.id }}>
                {person.title}
              </Link>
              <span className={css.about}>
                {[person.id === lead?.id && 'Lead', person.jobTitle, person.state !== 'active' && person.state]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className={css.columns}>
        <Links
          title="Runs"
          path="services"
          rows={runs}
          about={(service) => wordOf(String(service.criticality ?? ''))}
        />
        <Links
          title="Teams below"
          path="teams"
          rows={below}
          about={(team) => `${refsOf(team.members).length} members`}
        />
      </div>
    </>
  )
}

function Links({
  title,
  path,
  rows,
  about,
}: {
  title: string
  path: string
  rows: readonly Row[]
  about: (row: Row) => string
}) {
  if (rows.length === 0) return null
  return (
    <div>
      <h3 className={css.heading} style={{ marginTop: 16 }}>
        {title}
      </h3>
      <ul className={css.list}>
        {rows.map((row) => (
          <li key={row.id} className={css.row}>
            <Link to="/$path/$id" params={{ path, id: row.number ?? row.id }}>
              {row.title}
            </Link>
            <span className={css.count}>{about(row)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function useRows(
  type: string,
  path: string,
  filter: Readonly<Record<string, unknown>>,
  isAsked = true,
): readonly Row[] {
  const { data } = useQuery({
    queryKey: [...keys.lists(type), 'those', filter],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Row[] }>(path, { filter: JSON.stringify(filter), limit: most }, signal),
    enabled: isAsked,
    retry: false,
  })
  return data?.rows ?? []
}
