import type { ReactNode } from 'react'
import css from './my-work.module.css'

/** A part of the first page. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.section}>
    <h2>{title}</h2>
    {children}
  </section>
)
