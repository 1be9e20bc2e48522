import { Link } from '@tanstack/react-router'
import { openSteps } from '../../checklist/step.ts'
import { mayI, useMe } from '../session.web.tsx'
import css from '../work/my-work.module.css'
import { useChecklist } from './data.web.ts'

const shown = 3

/** What is still to be set up, for administrators, while something is. Draws nothing for anybody else. */
export function SettingUp() {
  const may = mayI(useMe(), 'system.manage')
  const { data } = useChecklist(may)
  const steps = data?.steps ?? []
  const open = steps.filter(({ state }) => state === 'open')
  if (!may || openSteps(steps) === 0) return null
  return (
    <section className={css.section} aria-label="Setting up">
      <h2>
        Setting up: {steps.length - open.length} of {steps.length} steps are done or put aside
      </h2>
      <ul className={css.lines}>
        {open.slice(0, shown).map(({ name, label, page }) => (
          <li key={name} className={css.line}>
            <span className={css.grow}>{label}</span>
            <a href={page.path} className={css.dim}>
              {page.label}
            </a>
          </li>
        ))}
        <li className={css.line}>
          <Link to={'/admin/checklist' as '/'} className={css.dim}>
            {open.length > shown ? `All steps, ${open.length - shown} more to do` : 'All steps'}
          </Link>
        </li>
      </ul>
    </section>
  )
}
