import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../foundation/pictures/index.web.tsx'
import { keys, read } from '../kernel/web/api.web.ts'
import { useRegistry } from '../kernel/web/application.web.ts'
import { RecordAnchor } from '../kernel/web/field/reference.web.tsx'
import type { PartProps } from '../kernel/web/record/extend.web.tsx'
import css from './links.module.css'
import type { Stretch, Working } from './wire.ts'

const words = { counts: 'Counts', excluded: 'Excluded', ignored: 'No downtime' } as const

/** How a claim was worked out: its period drawn, and the way from the outages to the amount, each outage one click away. */
export default function WorkedOut({ row }: PartProps) {
  const registry = useRegistry()
  const { data, isError } = useQuery({
    queryKey: [...keys.lists('outage'), 'claim', row.id, row.version],
    queryFn: ({ signal }) => read<Working>(`/service-credits/${row.id}/working`, {}, signal),
  })
  if (isError) return <p className={panel.lead}>This could not be read just now. Reload the page to try again.</p>
  if (!data) return null
  if (!data.isMeasured || !data.period)
    return (
      <>
        <p className={panel.lead}>It was claimed by hand, or too long ago to be measured again.</p>
        <AsClaimed evidence={row['evidence']} />
      </>
    )
  return (
    <>
      {data.differs && (
        <p className={css.differs}>
          {data.differs} {row.state === 'draft' ? '' : 'What was claimed stays as it was sent.'}
        </p>
      )}
      {row.state === 'draft' && isText(row['gaps']) && !isText(row['whyWithGaps']) && (
        <p className={css.differs}>
          Days of this period aren’t known, so it is claimed for what is counted. Bring in what is missing, or say why
          it is claimed all the same: it isn’t sent before.
        </p>
      )}
      <Strip period={data.period} stretches={data.stretches} />
      <ol className={css.sentences}>
        {data.sentences.map(({ says, outage, title }) => (
          <li key={says}>
            {outage && title ? (
              <>
                <RecordAnchor record={registry.record('outage')} id={outage}>
                  {title}
                </RecordAnchor>
                {says.slice(title.length)}
              </>
            ) : (
              says
            )}
          </li>
        ))}
      </ol>
      {row.state !== 'draft' && (
        <details className={css.claimed}>
          <summary>As it was claimed</summary>
          <AsClaimed evidence={row['evidence']} />
        </details>
      )}
    </>
  )
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''

/** The sentences that stand in the claim, one on each line. */
function AsClaimed({ evidence }: { evidence: unknown }) {
  const lines = typeof evidence === 'string' ? evidence.split('\n').filter((line) => line.trim() !== '') : []
  if (lines.length === 0)
    return <p className={panel.lead}>It has no evidence yet. Edit it to say how it was worked out.</p>
  return (
    <ul className={css.sentences}>
      {lines.map((line) => (
        <li key={line}>{line.replace(/^[-*]\s+/, '')}</li>
      ))}
    </ul>
  )
}

/** The period from its first moment to its last, with what counted and what didn't where it was. */
function Strip({ period, stretches }: { period: NonNullable<Working['period']>; stretches: readonly Stretch[] }) {
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)]
  const share = (at: string): number => ((Date.parse(at) - from) / (to - from)) * 100
  const kinds = (['counts', 'excluded', 'ignored'] as const).filter((one) =>
    stretches.some(({ verdict }) => verdict === one),
  )
  return (
    <figure className={css.figure}>
      <div className={css.strip} role="img" aria-label={`${period.says}: ${sayStretches(stretches)}`}>
        {stretches.map((one) => (
          <span
            key={`${one.outage} ${one.from} ${one.verdict}`}
            className={css.stretch}
            data-verdict={one.verdict}
            title={`${one.title}: ${words[one.verdict].toLowerCase()}`}
            style={{ left: `${share(one.from)}%`, width: `${share(one.to) - share(one.from)}%` }}
          />
        ))}
      </div>
      <figcaption className={css.caption}>
        <span>{period.says}</span>
        {kinds.map((kind) => (
          <span key={kind} className={css.key}>
            <span className={css.swatch} data-verdict={kind} />
            {words[kind]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const sayStretches = (stretches: readonly Stretch[]): string =>
  stretches.length === 0
    ? 'no outage'
    : stretches.map(({ title, verdict }) => `${title}, ${words[verdict].toLowerCase()}`).join('; ')
