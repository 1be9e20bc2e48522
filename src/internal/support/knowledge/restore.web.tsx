import { Button } from '@mantine/core'
import { When } from '../../../kernel/web/field/when.web.tsx'
import type { Draft } from '../../../kernel/web/record/draft.web.ts'
import type { FormValues } from '../../../kernel/web/record/form.ts'
import css from './writing.module.css'

interface RestoreProps {
  readonly draft: Draft
  readonly onTake: (values: FormValues) => void
  readonly onDiscard: () => void
}

/** Offers what was typed here before and never saved. */
export const Restore = ({ draft, onTake, onDiscard }: RestoreProps) => (
  <div className={css.restore} role="status">
    <p>
      You wrote something here <When value={draft.at} /> that wasn’t saved.
    </p>
    <Button onClick={() => onTake(draft.values)}>Bring it back</Button>
    <Button variant="default" onClick={onDiscard}>
      Discard it
    </Button>
  </div>
)
