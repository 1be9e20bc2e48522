import { Link } from '@tanstack/react-router'
import { countText } from '../../../kernel/web/field/words.ts'
import { rowsAddress } from './address.ts'
import { definitions } from './definitions.ts'
import css from './figures.module.css'
import { sayPromises } from './promise-kinds.ts'
import type { Figures } from './wire.ts'
import { contributorWords, headlineOf, nounOf } from './words.ts'

/** Why a share moved: what explains most of it first, each with its tickets one click away. */
export function Why({ figures: { why, figures, promise } }: { figures: Figures }) {
  const figure = figures.find(({ key }) => key === why.figure)
  if (!figure) return null
  const { missed } = figure
  const isPromises = definitions[why.figure].of === 'promised'
  const many = (count: number): string => `${countText(count)} ${nounOf(why.figure, count)}`
  const fell = (why.change ?? 0) < 0
  return (
    <section className={css.section}>
      <h2>{headlineOf(why.figure, figure)}</h2>
      {missed && missed.count > 0 && (
        <p className={css.lead}>
          {isPromises ? `Of ${countText(figure.now.of)} ${sayPromises(promise)}` : 'It wasn’t so for'}{' '}
          <Link to={rowsAddress(missed) as '/'}>
            {isPromises
              ? `${countText(missed.count)} ${missed.count === 1 ? 'was' : 'were'} broken`
              : many(missed.count)}
          </Link>
          {!isPromises && ` of ${countText(figure.now.of)}`}.
        </p>
      )}
      {why.contributors.length > 0 && (
        <>
          <p className={css.lead}>What explains {fell ? 'the fall' : 'the rise'} most, each looked at by itself:</p>
          <ol className={css.reasons}>
            {why.contributors.map((one) => (
              <li key={`${one.by} ${one.value}`}>
                <span>{contributorWords(why.figure, one)}</span>{' '}
                {one.rows.count > 0 && <Link to={rowsAddress(one.rows) as '/'}>{many(one.rows.count)}</Link>}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
