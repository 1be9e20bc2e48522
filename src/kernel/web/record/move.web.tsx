import { Button, Group, Menu, Textarea } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { type FormEvent, useState } from 'react'
import { Dialog } from './dialog.web.tsx'
import type { MoveChoice } from './moves.ts'
import page from './page.module.css'
import type { Verbs } from './verbs.web.ts'

interface MoveButtonProps {
  move: MoveChoice
  others: readonly MoveChoice[]
  verbs: Verbs
}

/** The next sensible move as the page's one primary button; beside it the other moves, and the same one with a reason. */
export function MoveButton({ move, others, verbs }: MoveButtonProps) {
  const [asking, setAsking] = useState(false)
  // Leading to an end isn't advertised in the accent colour.
  const variant = move.tone === 'good' || move.tone === 'info' ? 'filled' : 'default'
  return (
    <div className={page.split}>
      <Button size="xs" variant={variant} onClick={() => void verbs.move(move)}>
        {move.label}
      </Button>
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md" width={240}>
        <Menu.Target>
          <Button size="xs" variant={variant} aria-label="More moves">
            <IconChevronDown size={14} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking(true)}>{move.label.replace('…', '')}, and say why…</Menu.Item>
          {others.map((other) => (
            <Menu.Item key={other.name} onClick={() => void verbs.move(other)}>
              {other.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <ReasonDialog
          title={move.label.replace('…', '')}
          onClose={() => setAsking(false)}
          onSay={(reason) => verbs.move(move, reason)}
        />
      )}
    </div>
  )
}

interface ReasonProps {
  title: string
  onClose: () => void
  onSay: (reason: string) => Promise<void>
}

/** Asks why, for the history, before something is done. */
export function ReasonDialog({ title, onClose, onSay }: ReasonProps) {
  const [reason, setReason] = useState('')
  const say = async (event: FormEvent) => {
    event.preventDefault()
    onClose()
    await onSay(reason.trim())
  }
  return (
    <Dialog onClose={onClose} title={title} size="md">
      <form onSubmit={say}>
        <Textarea
          label="Why"
          description="Kept in the history, for those who ask later."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{title}</Button>
        </Group>
      </form>
    </Dialog>
  )
}
