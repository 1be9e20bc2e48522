import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import { markOf } from '../../foundation/services/index.ts'

/** A criticality by its shape; the word stands beside it. */
export function Mark({ criticality }: { criticality: string }) {
  const { mark, tone } = markOf(criticality)
  return (
    <span className={panel.mark} data-tone={tone} aria-hidden>
      {mark}
    </span>
  )
}
