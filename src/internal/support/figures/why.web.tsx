import { Link } from '@tanstack/react-router'
import { countText } from '../../../kernel/web/field/words.ts'
import { listAddress } from './address.ts'
import { definitions } from './definitions.ts'
import css from './figures.module.css'
import type { Figures } from './wire.ts'
import { contributorWords, headlineOf } from './words.ts'

/** Why a share moved: what explains most of it first, each with its tickets one click away. */
export function Why({ figures: { why, figures } }: { figures: Figures }) {
  const figure = figures.find(({ key }) => key === why.figure)
  if (!figure) return null
  const { missed } = figure
  const fell = (why.change ?? 0) < 0
  return (
    <section className={css.section}>
      <h2>{headlineOf(why.figure, figure)}</h2>
      {missed && missed.count > 0 && (
        <p className={css.lead}>
          {definitions[why.figure].label === 'Promises kept' ? 'A promise was broken for' : 'It wasn’t so for'}{' '}
          <Link to={listAddress(missed.filter) as '/'}>
            {countText(missed.count)} {missed.count === 1 ? 'ticket' : 'tickets'}
          </Link>{' '}
          of {countText(figure.now.of)}.
        </p>
      )}
      {why.contributors.length > 0 && (
        <>
          <p className={css.lead}>What explains {fell ? 'the fall' : 'the rise'} most, each looked at by itself:</p>
          <ol className={css.reasons}>
            {why.contributors.map((one) => (
              <li key={`${one.by} ${one.value}`}>
                <span>{contributorWords(one)}</span>{' '}
                {one.rows.count > 0 && (
                  <Link to={listAddress(one.rows.filter) as '/'}>
                    {countText(one.rows.count)} {one.rows.count === 1 ? 'ticket' : 'tickets'}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
