import { UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { countText } from '../../../kernel/web/field/words.ts'
import { kinds, metrics } from '../service-levels/promise.ts'
import { rowsAddress } from './address.ts'
import type { PromiseKind } from './definitions.ts'
import css from './figures.module.css'
import { kindHeads, metricHeads, nameOfPromise, promiseNamed, sayPromises } from './promise-kinds.ts'
import type { Figures, PromiseLine } from './wire.ts'
import { changeWords, upper, valueWords } from './words.ts'

interface PromisesProps {
  readonly figures: Figures
  readonly onPromise: (name: string) => void
}

/** How each kind of promise was kept, each apart: what is chosen here is what 'Promises kept' is about on the whole page. */
export function Promises({ figures: { promise, promises }, onPromise }: PromisesProps) {
  const chosen = nameOfPromise(promise)
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h2>Promises, each kind apart</h2>
        <select
          className={css.select}
          aria-label="Promises that the page is about"
          value={chosen}
          onChange={(event) => onPromise(event.currentTarget.value)}
        >
          {kinds.map((kind) => (
            <optgroup key={kind} label={kindHeads[kind]}>
              <option value={kind}>All {sayPromises({ kind })}</option>
              {metrics.map((metric) => (
                <option key={metric} value={nameOfPromise({ kind, metric })}>
                  {upper(sayPromises({ kind, metric }))}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      {promises.length === 0 ? (
        <p className={css.nothing}>No promise ended in this period, or in the one before.</p>
      ) : (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">What was promised</th>
                <th scope="col">Ended</th>
                <th scope="col">Kept</th>
                <th scope="col">Broken</th>
                <th scope="col">Against before</th>
              </tr>
            </thead>
            {kinds.map((kind) => {
              const own = promises.filter((line) => line.kind === kind)
              return (
                own.length > 0 && (
                  <tbody key={kind}>
                    <tr>
                      <th scope="colgroup" colSpan={5} className={css.kind}>
                        {kindHeads[kind]}
                      </th>
                    </tr>
                    {own.map((line) => (
                      <Line
                        key={`${line.metric} ${line.team?.id}`}
                        line={line}
                        chosen={promise}
                        onPromise={onPromise}
                      />
                    ))}
                  </tbody>
                )
              )
            })}
          </table>
        </div>
      )}
    </section>
  )
}

interface LineProps {
  readonly line: PromiseLine
  readonly chosen: PromiseKind
  readonly onPromise: (name: string) => void
}

function Line({ line, chosen, onPromise }: LineProps) {
  const { kind, metric, team, now, rows, missed } = line
  const name = nameOfPromise({ kind, metric })
  const isChosen = chosen.kind === kind && chosen.metric === metric
  const change = changeWords('attainment', line)
  return (
    <tr>
      <th scope="row">
        <UnstyledButton
          className={css.only}
          aria-pressed={isChosen}
          title={`Only ${sayPromises(promiseNamed(name))}`}
          onClick={() => onPromise(isChosen ? kind : name)}
        >
          {metricHeads[metric]}
          {team && `, ${team.title}`}
        </UnstyledButton>
      </th>
      <td>{now.of === 0 ? '0' : <Link to={rowsAddress(rows) as '/'}>{countText(now.of)}</Link>}</td>
      <td>{valueWords('attainment', now)}</td>
      <td>{missed.count === 0 ? '0' : <Link to={rowsAddress(missed) as '/'}>{countText(missed.count)}</Link>}</td>
      <td data-direction={change?.direction}>{change?.text ?? '–'}</td>
    </tr>
  )
}
