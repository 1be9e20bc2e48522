import { useDebouncedValue } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { api, read } from '../../../kernel/web/api.web.ts'
import { ItemPicture } from '../catalogue/item-icon.web.tsx'
import { useOffered } from './data.web.ts'
import css from './portal.module.css'
import unseen from '../../../kernel/web/unseen.module.css'

interface Piece {
  readonly text: string
  readonly isHit: boolean
}
interface Found {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: readonly Piece[]
  readonly snippet: readonly Piece[]
  readonly about: string
}
const answers = 'knowledge_article'

/** Finds answers and things to ask for while one types; what isn't found can be reported with the same words. */
export function HelpSearch({ problem }: { problem: string | null }) {
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 120)
  const root = useRef<HTMLDivElement>(null)
  const search = useQuery({
    queryKey: ['help', 'search', q],
    queryFn: ({ signal }) => read<{ results: readonly Found[] }>('/help/search', { q, limit: 8 }, signal),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const noted = useNote(q, search.isSuccess && !search.isFetching)
  const isOpen = q.length > 1 && search.data !== undefined
  const results = isOpen ? search.data.results : []
  const groups = groupsOf(results)
  const navigate = useNavigate()
  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(root.current?.querySelectorAll('a') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    const input = root.current?.querySelector('input')
    if (event.key === 'Escape') {
      setText('')
      input?.focus()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const next = event.key === 'ArrowDown' ? links[at + 1] : at <= 0 ? input : links[at - 1]
    next?.focus()
  }
  return (
    <div ref={root} role="search" className={css.search} onKeyDown={onKeyDown}>
      <IconSearch size={20} className={css.glass} aria-hidden />
      <input
        type="search"
        className={css.input}
        aria-label="What do you need, or what doesn’t work?"
        placeholder="What do you need?"
        value={text}
        autoComplete="off"
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          const first = groups[0]?.found[0]
          if (event.key === 'Enter' && first) void navigate({ to: addressOf(first) }).then(() => noted(first.id))
        }}
      />
      <span role="status" className={unseen.unseen}>
        {isOpen && (results.length === 0 ? 'Nothing found' : `${results.length} found`)}
      </span>
      {isOpen && (
        <div className={css.results}>
          {groups.map(({ title, found }) => (
            <Group key={title} title={title} found={found} open={noted} />
          ))}
          {results.length === 0 && <p className={css.nothing}>Nothing is written about “{q}” yet.</p>}
          {results.length === 0 && <Otherwise />}
          {problem && (
            <Link to="/help/order/$id" params={{ id: problem }} search={{ what: q }} className={css.otherwise}>
              {results.length === 0 ? 'Ask the service desk about it' : 'None of these? Ask the service desk'}
            </Link>
          )}
        </div>
      )}
    </div>
  )
}

const mostAnswers = 4

/** Answers and things to ask for, those first of which the best fits best; where there are both, few enough that both are seen. */
function groupsOf(results: readonly Found[]) {
  const written = results.filter(({ type }) => type === answers)
  const offered = results.filter(({ type }) => type !== answers)
  const both = [
    { title: 'Answers', found: offered.length > 0 ? written.slice(0, mostAnswers) : written },
    { title: 'You can ask for', found: offered },
  ]
  return results[0]?.type === answers ? both : both.toReversed()
}

/** What is asked for most, where nothing was found. */
function Otherwise() {
  const items = useOffered().data?.items.filter(({ kind }) => kind !== 'problem') ?? []
  if (items.length === 0) return null
  return (
    <section>
      <h2>Asked for most</h2>
      <ul>
        {items.slice(0, 3).map(({ id, icon, name, summary }) => (
          <li key={id}>
            <Link to="/help/order/$id" params={{ id }} className={css.result}>
              <ItemPicture name={icon} size={18} />
              <span>
                <strong>{name}</strong>
                <small>{summary}</small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Group({ title, found, open }: { title: string; found: readonly Found[]; open: (id: string) => void }) {
  const icons = new Map(useOffered().data?.items.map(({ id, icon }) => [id, icon]))
  if (found.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {found.map((one) => (
          <li key={one.id}>
            <Link to={addressOf(one)} className={css.result} onClick={() => open(one.id)}>
              <ItemPicture name={one.type === answers ? 'file' : icons.get(one.id)} size={18} />
              <span>
                <strong>
                  <Pieces of={one.title} />
                </strong>
                <small>
                  <Pieces of={one.snippet} />
                </small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Pieces = ({ of }: { of: readonly Piece[] }) =>
  of.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : text))

const addressOf = ({ id, type, number }: Found): string =>
  type === answers ? `/help/articles/${number ?? id}` : `/help/order/${id}`

// Once what was typed stood still for so long, it was meant.
const meantAfter = 1200

/** Keeps what was searched for, so that whoever writes articles sees what is missing; gives what to call with where it led. */
function useNote(q: string, isAnswered: boolean): (record: string) => void {
  const search = useRef<string | null>(null)
  useEffect(() => {
    if (!isAnswered || q.length < 3) return
    const timer = setTimeout(async () => {
      const { id } = await api<{ id: string | null }>('POST', '/help/searches', { body: { q } }).catch(() => ({
        id: null,
      }))
      search.current = id
    }, meantAfter)
    return () => clearTimeout(timer)
  }, [q, isAnswered])
  return (record) => {
    if (search.current !== null)
      void api('PUT', `/help/searches/${search.current}/opened`, { body: { record } }).catch(() => null)
  }
}
