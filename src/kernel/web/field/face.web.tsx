import css from './field.module.css'
import { initialsOf } from './words.ts'

/** A person's initials in a circle, `size` pixels wide; the name beside it unless `isBare`. */
export function Face({ name, size = 20, isBare = false }: { name: string; size?: number; isBare?: boolean }) {
  const initials = (
    <span
      className={css.initials}
      style={{ '--face': `${size}px` }}
      aria-hidden={!isBare}
      title={isBare ? name : undefined}
    >
      {isBare ? <span aria-hidden>{initialsOf(name)}</span> : initialsOf(name)}
    </span>
  )
  if (isBare) return initials
  return (
    <span className={css.face}>
      {initials}
      <span className={css.name}>{name}</span>
    </span>
  )
}
