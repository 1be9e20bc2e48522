import { MantineThemeProvider } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { EditValue } from '../field/edit.web.tsx'
import { AroundContext } from '../field/own.web.ts'
import { When } from '../field/when.web.tsx'
import type { FormValues, Section } from './form.ts'
import classes from './form.module.css'
import { Notice } from './states.web.tsx'

interface SectionsProps {
  record: AnyRecord
  sections: readonly Section[]
  values: FormValues
  /** What is wrong, by field; shown where it is. */
  says: Readonly<Record<string, string>>
  onChange: (name: string, value: unknown) => void
  onLeave: (name: string) => void
}

const wide = new Set(['longText', 'refs', 'json'])

/** The fields of a form in their sections, two columns where there is room. */
export function FormSections({ record, sections, values, says, onChange, onLeave }: SectionsProps) {
  const first = sections[0]?.fields[0]
  return (
    <AroundContext value={values}>
      {sections.map((section) => (
        <fieldset key={section.title} className={classes.section}>
          <legend className={classes.legend}>{section.title}</legend>
          <div className={classes.fields}>
            {section.fields.map((name) => (
              <div
                key={name}
                className={classes.field}
                data-wide={wide.has(record.fields[name]?.kind ?? '') || undefined}
                data-field={name}
                onBlur={({ relatedTarget }) => {
                  // A sentence that appeared now would move the button away from under the pointer; it says all by itself.
                  if (!(relatedTarget instanceof HTMLButtonElement)) onLeave(name)
                }}
              >
                <EditValue
                  record={record}
                  field={name}
                  value={values[name]}
                  error={says[name]}
                  autoFocus={name === first}
                  onChange={(value) => onChange(name, value)}
                />
              </div>
            ))}
          </div>
        </fieldset>
      ))}
    </AroundContext>
  )
}

interface FrameProps {
  title: string
  about: string
  onSave: () => void
  children: ReactNode
  /** The bar that stays at the bottom: buttons, and what is wrong. */
  bar: ReactNode
}

/** Help goes below the inputs, so that inputs beside each other line up whether they have help or not. */
const helpBelow = {
  components: { InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } } },
}

/** The frame of a form: title, sections, and a bar that stays in sight. Ctrl-Enter saves from anywhere in it. */
export function FormFrame({ title, about, onSave, children, bar }: FrameProps) {
  return (
    <form
      className={classes.form}
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        onSave()
      }}
    >
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.about}>{about}</p>
      </header>
      <MantineThemeProvider theme={helpBelow}>{children}</MantineThemeProvider>
      <div className={classes.bar}>{bar}</div>
    </form>
  )
}

/** Says that an unsaved form was found and put back. */
export function DraftNotice({ at, onDiscard }: { at: string; onDiscard: () => void }) {
  return (
    <Notice
      tone="neutral"
      action={
        <button type="button" className={classes.discard} onClick={onDiscard}>
          Discard draft
        </button>
      }
    >
      You began this <When value={at} />, and it is as you left it.
    </Notice>
  )
}

/** Moves to the first field that has a problem, once after each failed attempt to save. */
export function useFocusProblem(attempt: number): void {
  const done = useRef(0)
  useEffect(() => {
    if (attempt === done.current) return
    done.current = attempt
    const wrong = document.querySelector('[data-field] [aria-invalid="true"], [data-field] [data-error]')
    const input = wrong instanceof HTMLElement ? wrong : null
    input?.scrollIntoView({ block: 'center' })
    input?.focus({ preventScroll: true })
  }, [attempt])
}
