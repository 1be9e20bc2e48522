import { Button } from '@mantine/core'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import type { Comment } from '../../../kernel/traits/wire.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { latestEntries, useHistory, useParts } from '../../../kernel/web/record/ask.web.ts'
import { ChangesItem } from '../../../kernel/web/record/history.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Said } from '../../../kernel/web/record/said.web.tsx'
import { Lines } from '../../../kernel/web/record/states.web.tsx'
import { streamOf } from '../../../kernel/web/record/stream.ts'
import css from './desk.module.css'
import talkCss from './talk.module.css'
import { foldQuoted } from './folded.ts'

const Mark = lazy(() => import('../../../kernel/web/mail-in/sender-mark.web.tsx'))

/** What was said to whoever asked, what was said among agents, and what happened, as one stream with the newest last. */
export function Conversation({ record, row }: { record: AnyRecord; row: Row }) {
  const [limit, setLimit] = useState(latestEntries)
  const { data: parts } = useParts(record, row.id)
  const history = useHistory(record, row.id, limit)
  const comments = parts?.comments?.comments ?? []
  const items = streamOf(
    comments.filter(({ removedAt }) => removedAt === null),
    history.data?.entries ?? [],
  )
  const end = useRef<HTMLDivElement>(null)
  const newest = items.at(-1)?.key
  useEffect(() => {
    if (newest) end.current?.parentElement?.scrollTo({ top: end.current.parentElement.scrollHeight })
  }, [newest])
  const asker = refOf(row.requester)
  return (
    <div className={talkCss.stream} role="log" aria-label="Conversation" {...scrolled}>
      {history.data?.next && (
        <Button variant="subtle" color="gray" c="dimmed" fw={400} onClick={() => setLimit(limit + 100)}>
          Show earlier changes
        </Button>
      )}
      {typeof row.description === 'string' && row.description !== '' && (
        <Message who={asker?.title ?? 'Somebody'} at={row.createdAt} text={row.description} side="asker">
          {row.source === 'mail' && <Mark row={row} comment={null} />}
        </Message>
      )}
      {!parts && <Lines count={6} />}
      <ol className={talkCss.items}>
        {items.map((item) =>
          item.kind === 'comment' ? (
            <li key={item.key}>
              <Message
                who={item.comment.by.name}
                at={item.comment.at}
                text={item.comment.text}
                side={sideOf(item.comment, row)}
                isEdited={item.comment.editedAt !== null}
              >
                {item.comment.by.account === null && <Mark row={row} comment={item.comment.id} />}
              </Message>
            </li>
          ) : (
            <ChangesItem key={item.key} entries={item.entries} at={item.at} />
          ),
        )}
      </ol>
      <div ref={end} />
    </div>
  )
}

// What scrolls must be reached by those who have no mouse to scroll with.
const scrolled = { tabIndex: 0 }

type Side = 'asker' | 'agent' | 'internal'

function sideOf({ isInternal, by }: Comment, row: Row): Side {
  if (isInternal) return 'internal'
  const asking = [refOf(row.requester), refOf(row.requestedFor)]
  // Whoever writes by mail has no account: they are known by their name.
  return asking.some((one) => one && (by.self ? one.id === by.self : one.title === by.name)) ? 'asker' : 'agent'
}

interface MessageProps {
  readonly who: string
  readonly at: string
  readonly text: string
  readonly side: Side
  readonly isEdited?: boolean
  /** What stands beside their name. */
  readonly children?: ReactNode
}

/** One thing that was said; what a mail quotes is folded away. */
function Message({ who, at, text, side, isEdited = false, children }: MessageProps) {
  const [isOpen, setOpen] = useState(false)
  const { own, quoted } = foldQuoted(text)
  return (
    <article className={talkCss.message} data-side={side}>
      <header className={talkCss.messageHead}>
        <Face name={who} size={22} isBare />
        <strong>{who}</strong>
        <span className={css.dim}>
          <When value={at} />
          {isEdited && ', edited'}
        </span>
        {side === 'internal' && (
          <span className={talkCss.internal}>
            <IconLock size={12} aria-hidden /> Internal note
          </span>
        )}
        <Suspense>{children}</Suspense>
      </header>
      <Said text={isOpen ? text : own} />
      {quoted && (
        <button type="button" className={css.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide what is quoted' : 'Show what is quoted'}
        </button>
      )}
    </article>
  )
}
