import { checkValue } from '../../record/values.ts'
import type { EditorProps } from './editor.ts'
import { TextEdit } from './edit-text.web.tsx'
import css from './field.module.css'

/** A colour: typed as #1f6feb, or picked from the swatch beside it. */
export function ColourEdit(props: EditorProps) {
  const { value, definition, onChange, frame } = props
  const isColour = typeof value === 'string' && 'value' in checkValue(definition, value)
  const picker = (
    <input
      type="color"
      className={css.picker}
      aria-label="Pick a colour"
      tabIndex={-1}
      disabled={frame.disabled}
      value={isColour ? value : '#808080'}
      data-is-empty={!isColour || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
  return <TextEdit {...props} frame={{ ...frame, placeholder: frame.placeholder ?? '#1f6feb', leftSection: picker }} />
}
