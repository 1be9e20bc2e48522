import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import type { RecordLink } from '../../traits/wire.ts'
import { read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { mentionAt, withMention } from './mention.ts'
import stream from './stream.module.css'

/** Offers people while an @name is typed into a text area; arrows choose, Enter or Tab writes it out, Escape closes. */
export function useMentions(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: (text: string) => void,
) {
  const id = useId()
  const type = useApplication().faces[0]
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [closedAt, setClosedAt] = useState(-1)
  const mention = mentionAt(text, caret)
  const [query] = useDebouncedValue(mention?.query ?? '', 120)
  const isWanted = mention !== null && query.length > 0 && mention.start !== closedAt && type !== undefined
  const { data } = useQuery({
    queryKey: ['mention', type, query],
    queryFn: ({ signal }) => read<{ results: readonly RecordLink[] }>('/search', { q: query, type, limit: 6 }, signal),
    enabled: isWanted,
    staleTime: 60_000,
  })
  const people = isWanted ? (data?.results ?? []) : []
  const index = Math.min(active, people.length - 1)

  const choose = (person: RecordLink) => {
    const written = withMention(text, caret, { id: person.id, type: person.type, title: person.title ?? '' })
    setText(written.text)
    setActive(0)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(written.caret, written.caret)
    })
  }
  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const person = people[index]
    if (!person || event.ctrlKey || event.metaKey) return false
    const verbs: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setActive((index + 1) % people.length),
      ArrowUp: () => setActive((index + people.length - 1) % people.length),
      Enter: () => choose(person),
      Tab: () => choose(person),
      Escape: () => setClosedAt(mention?.start ?? -1),
    }
    const verb = verbs[event.key]
    if (!verb) return false
    event.preventDefault()
    event.stopPropagation()
    verb()
    return true
  }
  const isOpen = people.length > 0
  return {
    onKeyDown,
    onSelect: () => setCaret(area.current?.selectionStart ?? 0),
    input: isOpen
      ? { 'aria-controls': id, 'aria-activedescendant': `${id}-${index}`, 'aria-autocomplete': 'list' as const }
      : {},
    list: { id, people, active: index, onChoose: choose },
  }
}

interface ListProps {
  id: string
  people: readonly RecordLink[]
  active: number
  onChoose: (person: RecordLink) => void
}

/** The people offered under a text area. */
export function MentionList({ id, people, active, onChoose }: ListProps) {
  if (people.length === 0) return null
  return (
    <div id={id} role="listbox" aria-label="People" className={stream.mentions}>
      {people.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={stream.mention}
          // Before the text area loses the caret.
          onMouseDown={(event) => {
            event.preventDefault()
            onChoose(person)
          }}
        >
          <Face name={person.title ?? ''} />
        </div>
      ))}
    </div>
  )
}
