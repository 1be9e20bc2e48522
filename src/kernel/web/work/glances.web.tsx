import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useHasNavigation, usePlaces } from '../shell/navigation.web.tsx'
import css from './my-work.module.css'
import { Section } from './section.web.tsx'

/** Pages that the caller may open, each in a sentence as it is now. */
export function Glances() {
  const places = usePlaces().flatMap((section) => section.places)
  if (!useHasNavigation() || places.every(({ glance }) => glance === undefined)) return null
  return (
    <Section title="At a glance">
      <ul className={css.lines}>
        {places.map(
          ({ to, title, icon: Icon, glance: Glance }) =>
            Glance && (
              <li key={to} className={css.line}>
                <span className={css.icon}>{Icon && <Icon size={16} stroke={1.6} aria-hidden />}</span>
                <Link to={to} className={css.grow}>
                  {title}
                </Link>
                <span className={`${css.dim} ${css.about}`}>
                  <Suspense fallback={null}>
                    <Glance />
                  </Suspense>
                </span>
              </li>
            ),
        )}
      </ul>
    </Section>
  )
}
