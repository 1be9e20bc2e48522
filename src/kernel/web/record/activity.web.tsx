import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { mayI, useMe } from '../session.web.tsx'
import { latestEntries, useChangeTrait, useHistory, useParts } from './ask.web.ts'
import { CommentItem } from './comment.web.tsx'
import { Composer } from './composer.web.tsx'
import { ChangesItem } from './history.web.tsx'
import classes from './record.module.css'
import stream from './stream.module.css'
import { useRemoval } from './remove.web.ts'
import type { Row } from './row.ts'
import { Lines } from './states.web.tsx'
import { streamOf } from './stream.ts'

/** Comments and history as one stream, newest last, with the composer at the end. */
export function Activity({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const me = useMe()
  const [limit, setLimit] = useState(latestEntries)
  const hasComments = record.traits?.includes('comments') ?? false
  const { data: parts } = useParts(record, row.id)
  const history = useHistory(record, row.id, limit)
  const change = useChangeTrait(row.id)
  const removal = useRemoval((id) => change('DELETE', `/comments/${id}`))
  const said = (parts?.comments?.comments ?? []).filter((comment) => !removal.isRemoved(comment.id))
  const items = streamOf(said, history.data?.entries ?? [])
  const canWrite = hasComments && !isFrozen && mayI(me, 'comment.write')
  const isWaiting = history.isPending
  if (!canWrite && !isWaiting && items.length === 0) return null

  const say = async (text: string, isInternal: boolean) => {
    await change('POST', `/records/${row.id}/comments`, { text, isInternal })
  }
  return (
    <section className={stream.activity} aria-label="Activity">
      <h2 className={stream.sectionTitle}>Activity</h2>
      {history.data?.next && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          fw={400}
          c="dimmed"
          className={classes.noPrint}
          onClick={() => setLimit(limit + 100)}
        >
          Show earlier changes
        </Button>
      )}
      {isWaiting ? (
        <Lines count={4} />
      ) : (
        <ol className={stream.stream}>
          {items.map((item) =>
            item.kind === 'comment' ? (
              <CommentItem
                key={item.key}
                record={record}
                row={row}
                comment={item.comment}
                onRemove={() => removal.remove(item.comment.id, 'The comment was removed')}
              />
            ) : (
              <ChangesItem key={item.key} entries={item.entries} at={item.at} />
            ),
          )}
        </ol>
      )}
      {canWrite && <Composer label="Comment" onSend={say} />}
    </section>
  )
}
