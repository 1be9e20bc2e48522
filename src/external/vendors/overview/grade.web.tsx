import { shownScore } from '../scorecards/shown-score.ts'
import css from './glance.module.css'

const tones = { good: 'good', fair: 'warning', poor: 'bad' } as const

interface GradeProps {
  readonly score: string
  readonly grade: keyof typeof tones
  /** The whole of it, in words. */
  readonly says: string
}

/** A score with its word, so that colour never says it alone. */
export const Grade = ({ score, grade, says }: GradeProps) => (
  <span className={css.grade} data-tone={tones[grade]} title={says}>
    {shownScore(score)} · {grade}
  </span>
)
