import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Ref } from '../../../kernel/record/field.ts'
import { read } from '../../../kernel/web/api.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { Dialog } from '../../../kernel/web/record/dialog.web.tsx'
import { Lines } from '../../../kernel/web/record/states.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import askCss from './ask.module.css'
import css from './desk.module.css'
import { PersonSelect } from './person-select.web.tsx'
import type { Suggestion } from './wire.ts'

interface AssignProps {
  /** The ticket whose team is suggested first; null where many are given away at once. */
  readonly ticket: Row | null
  readonly onClose: () => void
  readonly onChoose: (person: Ref) => unknown
}

/** Who gets it: those of the team, the likeliest first, each with what they have to do; or anybody else. */
export default function AssignDialog({ ticket, onClose, onChoose }: AssignProps) {
  const { data, isPending } = useQuery({
    queryKey: ['agents', ticket?.id],
    queryFn: ({ signal }) => read<{ agents: readonly Suggestion[] }>(`/desk/tickets/${ticket?.id}/agents`, {}, signal),
    enabled: ticket !== null,
  })
  const agents = data?.agents ?? []
  const list = useRef<HTMLUListElement>(null)
  const first = agents[0]?.person.id
  // They come after the dialog has opened and looked for what to focus.
  useEffect(() => {
    if (first) list.current?.querySelector('button')?.focus()
  }, [first])
  const choose = (person: Ref) => {
    onClose()
    onChoose(person)
  }
  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus()
  }
  return (
    <Dialog title={ticket ? `Assign ${ticket.number}` : 'Assign the selected tickets'} onClose={onClose}>
      {ticket && isPending && <Lines count={4} />}
      {agents.length > 0 && (
        <ul ref={list} className={askCss.agents} aria-label="Suggested" onKeyDown={press}>
          {agents.map((agent) => (
            <li key={agent.person.id}>
              <button type="button" className={askCss.agent} onClick={() => choose(agent.person)}>
                <Face name={agent.person.title ?? ''} size={24} isBare />
                <span className={askCss.agentName}>{agent.person.title}</span>
                <span className={css.dim}>{wordsFor(agent)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {ticket && !isPending && agents.length === 0 && (
        <p className={css.dim}>It belongs to no team with members yet. Choose anybody below.</p>
      )}
      <PersonSelect label="Somebody else" onChoose={(person) => person && choose(person)} />
    </Dialog>
  )
}

function wordsFor({ open, isAway, skill }: Suggestion): string {
  if (isAway) return 'away'
  const knows = skill === 2 ? 'expert, ' : skill === 1 ? 'knows it, ' : ''
  return `${knows}${open === 0 ? 'nothing open' : `${open} open`}`
}
