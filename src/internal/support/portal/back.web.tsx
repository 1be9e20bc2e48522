import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './portal.module.css'

/** The way back to where one came from, for those who have no navigation. */
export const Back = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link to={to} className={css.back}>
    <IconArrowLeft size={16} aria-hidden /> {children}
  </Link>
)
