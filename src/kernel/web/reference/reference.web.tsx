import { TextInput } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, read } from '../api.web.ts'
import { Broken, NotFound } from '../shell/problem.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { type ApiDescription, type Group, groupsOf, matching } from './description.ts'
import { Introduction } from './introduction.web.tsx'
import { OperationPage } from './operation.web.tsx'
import css from './reference.module.css'

/** The API reference: every operation by group at the left, one of them at the right. */
export default function ReferencePage() {
  const { operation: id } = useParams({ strict: false }) as { readonly operation?: string }
  const {
    data: groups,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => read<ApiDescription>('/openapi.json', {}, signal),
    select: groupsOf,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isPending) return <PageSkeleton />
  if (error) return <Broken error={error} reset={() => void refetch()} />
  const operation = groups.flatMap(({ operations }) => operations).find((one) => one.id === id)
  return (
    <div className={css.page} data-has-operation={id !== undefined || undefined}>
      <Contents groups={groups} chosen={id} />
      <div className={css.body}>
        {id === undefined && <Introduction />}
        {id !== undefined && !operation && <NotFound />}
        {operation && <OperationPage key={operation.id} operation={operation} />}
      </div>
    </div>
  )
}

function Contents({ groups, chosen }: { groups: readonly Group[]; chosen: string | undefined }) {
  const [text, setText] = useState('')
  const found = matching(groups, text)
  return (
    <nav className={css.contents} aria-label="Operations">
      <div className={css.find}>
        <TextInput
          type="search"
          size="xs"
          aria-label="Search operations"
          placeholder="Search operations"
          data-search
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Escape' && setText('')}
        />
      </div>
      <Link to={'/reference' as '/'} className={css.start} activeOptions={{ exact: true }}>
        Getting started
      </Link>
      {found.map(({ name, operations }) => {
        const isOpen = text.trim() !== '' || operations.some(({ id }) => id === chosen)
        return (
          <details key={`${name} ${isOpen}`} open={isOpen} className={css.group}>
            <summary>
              {name}
              <span className={css.count}>{operations.length}</span>
            </summary>
            <ul>
              {operations.map(({ id, method, summary }) => (
                <li key={id}>
                  <Link
                    to={`/reference/${id}` as '/'}
                    className={css.entry}
                    aria-current={id === chosen ? 'page' : undefined}
                  >
                    <span className={css.method}>{method}</span>
                    <span>{summary}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
      {found.length === 0 && <p className={css.none}>No operation has these words.</p>}
      <a className={css.download} href={addressOf('/openapi.json')} download="quarterdeck-openapi.json">
        Download as OpenAPI 3.1
      </a>
    </nav>
  )
}
