import { Skeleton } from '@mantine/core'
import css from './list.module.css'

/** The outline of a table while its first rows load. */
export function GridSkeleton() {
  return (
    <div className={css.skeleton} role="status" aria-busy="true" aria-label="Loading">
      {Array.from({ length: 14 }, (_, index) => (
        <div key={index} className={css.skeletonRow}>
          <Skeleton h={10} w={`${28 - ((index * 7) % 12)}%`} />
          <Skeleton h={10} w={`${14 - ((index * 5) % 6)}%`} />
          <Skeleton h={10} w={`${12 - ((index * 3) % 5)}%`} />
          <Skeleton h={10} w="8%" />
        </div>
      ))}
    </div>
  )
}
