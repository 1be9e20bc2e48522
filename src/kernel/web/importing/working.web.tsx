import { Progress } from '@mantine/core'
import type { ImportView } from '../../importing/import.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { countText } from '../field/words.ts'
import css from './importing.module.css'

/** How far the work is. It goes on without this page. */
export function Working({ given, record }: { given: ImportView; record: AnyRecord }) {
  const { status, progress, counts, rows } = given
  const many = inSentence(record.label[1])
  const all = status === 'staging' ? rows : (counts.create ?? 0) + (counts.update ?? 0)
  const title = { staging: 'Making the preview', applying: `Importing ${many}`, undoing: 'Taking everything back' }[
    status as 'staging' | 'applying' | 'undoing'
  ]
  return (
    <section className={css.working} role="status" aria-live="polite">
      <h2>{title}</h2>
      <Progress value={Math.min(100, (progress / Math.max(1, all)) * 100)} size="sm" aria-label={title} />
      <p className={css.hint}>
        {`${countText(Math.min(progress, all))} of ${countText(all)} rows. `}
        {status === 'staging' ? 'Nothing is changed yet.' : 'You can leave this page; the work goes on.'}
      </p>
    </section>
  )
}
