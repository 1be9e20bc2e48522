import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './admin.module.css'

interface PageProps {
  readonly title: string
  readonly about: ReactNode
  /** Leads back to the accounts. */
  readonly trail?: 'accounts'
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** The frame of an administration page: title, what it is in a sentence, at most one button. */
export function AdminPage({ title, about, trail, action, children }: PageProps) {
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.headText}>
          {trail && (
            <p className={css.trail}>
              <Link to={'/admin/accounts' as '/'}>Accounts</Link>
            </p>
          )}
          <h1>{title}</h1>
          <p>{about}</p>
        </div>
        {action}
      </header>
      {children}
    </div>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      {about && <p className={css.sectionAbout}>{about}</p>}
      {children}
    </section>
  )
}

/** What stands where something couldn't be loaded. */
export function Failed({ error, retry }: { error: Error; retry: () => unknown }) {
  return (
    <p className={css.problem} role="alert">
      {error.message}{' '}
      <Button variant="default" onClick={() => void retry()}>
        Try again
      </Button>
    </p>
  )
}
