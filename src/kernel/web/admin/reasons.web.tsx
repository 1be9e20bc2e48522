import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Reason } from '../../access/why.ts'
import css from './admin.module.css'

/** Why somebody can or can't: each part with whether it holds, and what it is made of beneath. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className={css.reasons}>
      {reasons.map(({ holds, says, parts }, at) => (
        <li key={at} data-holds={holds}>
          {holds ? (
            <IconCheck size={15} stroke={2} aria-label="Yes:" />
          ) : (
            <IconX size={15} stroke={2} aria-label="No:" />
          )}
          <span>{says}</span>
          {parts.length > 0 && <Reasons reasons={parts} />}
        </li>
      ))}
    </ul>
  )
}
