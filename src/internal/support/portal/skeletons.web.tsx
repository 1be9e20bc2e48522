import { Skeleton } from '@mantine/core'
import css from './portal.module.css'

/** What stands where cards will. */
export default function Skeletons({ count }: { count: number }) {
  return (
    <div className={css.cards}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} h={72} radius={12} />
      ))}
    </div>
  )
}
