import { Button, Checkbox, TagsInput, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Ref } from '../../../kernel/record/field.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { Dialog } from '../../../kernel/web/record/dialog.web.tsx'
import { useTicketRecord } from './data.web.ts'
import askCss from './ask.module.css'
import css from './desk.module.css'
import { useDesk } from './desk-model.web.ts'

interface AskProps<T> {
  readonly onClose: () => void
  readonly onChoose: (given: T) => unknown
}

interface FormProps {
  readonly title: string
  readonly does: string
  readonly isReady: boolean
  readonly onClose: () => void
  readonly onSend: () => unknown
  readonly children: ReactNode
}

function Form({ title, does, isReady, onClose, onSend, children }: FormProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={askCss.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isReady) return
          onClose()
          onSend()
        }}
      >
        {children}
        <div className={css.formEnd}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady}>
            {does}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Asks which team gets the selected tickets. */
export function TeamDialog({ onClose, onChoose }: AskProps<Ref>) {
  const record = useTicketRecord()
  const [team, setTeam] = useState<unknown>(null)
  const chosen = refOf(team)
  return (
    <Form
      title="Give to a team"
      does="Give to the team"
      isReady={chosen !== null}
      onClose={onClose}
      onSend={() => chosen && onChoose(chosen)}
    >
      <EditValue record={record} field="team" value={team} onChange={setTeam} autoFocus />
    </Form>
  )
}

/** Asks for tags that are added to the selected tickets. */
export function TagDialog({ onClose, onChoose }: AskProps<readonly string[]>) {
  const [tags, setTags] = useState<string[]>([])
  return (
    <Form
      title="Tag the selected tickets"
      does="Add tags"
      isReady={tags.length > 0}
      onClose={onClose}
      onSend={() => onChoose(tags)}
    >
      <TagsInput label="Tags to add" value={tags} onChange={setTags} acceptValueOnBlur data-autofocus />
    </Form>
  )
}

/** Asks what is said in each of the selected tickets. */
export function ReplyDialog({ onClose, onChoose }: AskProps<{ readonly text: string; readonly isInternal: boolean }>) {
  const { selected } = useDesk()
  const [text, setText] = useState('')
  const [isInternal, setInternal] = useState(false)
  return (
    <Form
      title={`Say the same in ${selected.length} tickets`}
      does={isInternal ? 'Add notes' : 'Send replies'}
      isReady={text.trim() !== ''}
      onClose={onClose}
      onSend={() => onChoose({ text: text.trim(), isInternal })}
    >
      <Textarea
        label="Text"
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        data-autofocus
      />
      <Checkbox
        label="As an internal note"
        checked={isInternal}
        onChange={({ currentTarget }) => setInternal(currentTarget.checked)}
      />
    </Form>
  )
}

/** Asks which of the selected tickets goes on. */
export function MergeDialog({ onClose, onChoose }: AskProps<string>) {
  const { rows, selected } = useDesk()
  const chosen = rows
    .filter(({ id }) => selected.includes(id))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  const [into, setInto] = useState(chosen[0]?.id ?? '')
  return (
    <Form
      title="Merge into one"
      does={`Merge ${chosen.length - 1}`}
      isReady={into !== ''}
      onClose={onClose}
      onSend={() => onChoose(into)}
    >
      <fieldset className={askCss.choices}>
        <legend>Which one goes on? The others are resolved as duplicates, and their people read along there.</legend>
        {chosen.map((row) => (
          <label key={row.id} className={askCss.choice}>
            <input type="radio" name="into" checked={row.id === into} onChange={() => setInto(row.id)} />
            <span className={css.number}>{row.number}</span> {row.title}
          </label>
        ))}
      </fieldset>
    </Form>
  )
}
