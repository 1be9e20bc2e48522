import { Link } from '@tanstack/react-router'
import { useApplication } from '../application.web.ts'
import css from './shell.module.css'

/** The mark and the name; the mark alone where there is little room. */
export function Brand({ isShort = false }: { isShort?: boolean }) {
  const { name } = useApplication()
  return (
    <Link to="/" className={css.brand} aria-label={isShort ? name : undefined}>
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <rect x="1" y="1" width="16" height="16" rx="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M1 11.5h16M9 11.5V17" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <rect x="2" y="2" width="7" height="9.5" rx="2.6" fill="currentColor" />
      </svg>
      {!isShort && name}
    </Link>
  )
}
