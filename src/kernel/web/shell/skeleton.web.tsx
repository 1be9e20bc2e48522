import { Skeleton } from '@mantine/core'
import css from './shell.module.css'

/** The outline of a page while it loads. */
export function PageSkeleton() {
  return (
    <div className={css.skeleton} role="status" aria-busy="true" aria-label="Loading">
      <Skeleton h={24} w={180} />
      <Skeleton h={14} w={320} />
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} h={14} w={`${92 - ((index * 17) % 38)}%`} />
      ))}
    </div>
  )
}
