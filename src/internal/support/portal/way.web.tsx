import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Step } from './progress.ts'
import css from './portal.module.css'
import unseen from '../../../kernel/web/unseen.module.css'

/** The way from asking to done. */
export const Way = ({ steps }: { steps: readonly Step[] }) => (
  <ol className={css.way} aria-label="Progress">
    {steps.map(({ label, state }, index) => (
      <li key={index} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
        <span className={css.stop} aria-hidden>
          {state === 'done' && <IconCheck size={12} stroke={3} />}
          {state === 'stopped' && <IconX size={12} stroke={3} />}
        </span>
        <span>
          {label}
          <span className={unseen.unseen}>{words[state]}</span>
        </span>
      </li>
    ))}
  </ol>
)

const words = { done: ', done', now: ', now', ahead: ', still to come', stopped: ', stopped here' } as const
