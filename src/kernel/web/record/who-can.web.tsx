import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reason } from '../../access/why.ts'
import type { AnyRecord } from '../../record/define.ts'
import { Reasons } from '../admin/reasons.web.tsx'
import { read } from '../api.web.ts'
import { Dialog } from './dialog.web.tsx'
import classes from './record.module.css'
import type { Row } from './row.ts'

interface Someone {
  readonly id: string
  readonly name: string
  readonly can: boolean
  readonly reasons: readonly Reason[]
}
interface WhoCanProps {
  readonly record: AnyRecord
  readonly row: Row
  readonly onClose: () => void
}

const verbs = [
  { value: 'read', label: 'See' },
  { value: 'update', label: 'Change' },
  { value: 'archive', label: 'Archive' },
]

/** Which accounts can see, change or archive a record, each with why. */
export default function WhoCan({ record, row, onClose }: WhoCanProps) {
  const [verb, setVerb] = useState('read')
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['who-can', row.id, verb],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly Someone[]; next: string | null }>(
        `/records/${row.id}/who-can`,
        { type: record.name, verb, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const all = data?.pages.flatMap(({ rows }) => rows) ?? []
  const [can, cannot] = [all.filter((one) => one.can), all.filter((one) => !one.can)]
  return (
    <Dialog title={`Who can, and why? ${row.title}`} size="lg" onClose={onClose}>
      <SegmentedControl size="xs" data={verbs} value={verb} onChange={setVerb} aria-label="What is asked" />
      {error && <p role="alert">{error.message}</p>}
      <div className={classes.whoCan} aria-busy={isPending}>
        {data && (
          <>
            <People title={can.length === 0 ? 'Nobody can' : 'They can'} people={can} />
            {cannot.length > 0 && <People title="They can’t" people={cannot} />}
          </>
        )}
      </div>
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more accounts
        </Button>
      )}
    </Dialog>
  )
}

function People({ title, people }: { title: string; people: readonly Someone[] }) {
  return (
    <section>
      <h3>{title}</h3>
      {people.map(({ id, name, reasons }) => (
        <details key={id}>
          <summary>{name}</summary>
          <Reasons reasons={reasons} />
          <Link to={`/admin/accounts/${id}` as '/'}>Open the account</Link>
        </details>
      ))}
    </section>
  )
}
