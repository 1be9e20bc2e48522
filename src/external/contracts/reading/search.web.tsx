import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Failed } from '../../../kernel/web/record/states.web.tsx'
import { useTextHits } from './data.web.ts'
import { textPath, textsPath } from './paths.ts'
import css from './reading.module.css'

/** Looks for words in what contracts say. */
export default function TextSearchPage() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const [typed, setTyped] = useState(String(q))
  const [words] = useDebouncedValue(typed.trim().slice(0, 200), 250)
  const navigate = useNavigate()
  useEffect(() => {
    void navigate({ to: textsPath, search: (words === '' ? {} : { q: words }) as never, replace: true })
  }, [words, navigate])
  const { data, error, refetch } = useTextHits(words)
  const hits = words === '' ? [] : (data ?? [])
  return (
    <div className={css.searching}>
      <h1>Search in contracts</h1>
      <p className={css.dim}>
        All of the words, in any form; “in quotes” as a phrase, -without. It finds the clause, in every document whose
        file was read.
      </p>
      <TextInput
        type="search"
        size="md"
        aria-label="Words to look for in contracts"
        placeholder="limitation of liability"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      {error && <Failed problem={error} onRetry={() => void refetch()} />}
      <p role="status" className={css.dim}>
        {words !== '' && data && (hits.length === 0 ? `No contract says “${words}”.` : countWords(hits.length))}
      </p>
      <ol className={css.hits}>
        {hits.map(({ document, contract, place, start, end, pieces }) => (
          <li key={`${document.id} ${start}`}>
            <Link to={textPath(document.id)} search={{ at: `${start}-${end}` } as never}>
              {document.title}, {place}
            </Link>
            <span className={css.dim}>
              {contract.number} {contract.title}
            </span>
            <p>
              {pieces.map(({ text, isHit }, at) =>
                isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
              )}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

const countWords = (count: number): string =>
  count === 1 ? 'One clause.' : count === 30 ? 'The 30 best clauses.' : `${count} clauses.`
