import { ActionIcon, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import { Suspense, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Comment, CommentEdit } from '../../traits/wire.ts'
import { read } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { When } from '../field/when.web.tsx'
import { Dialog } from './dialog.web.tsx'
import { useChangeTrait } from './ask.web.ts'
import { Composer } from './composer.web.tsx'
import { marksOf } from './extend.web.tsx'
import classes from './record.module.css'
import type { Row } from './row.ts'
import { Said } from './said.web.tsx'
import stream from './stream.module.css'
import { Lines } from './states.web.tsx'

interface CommentItemProps {
  record: AnyRecord
  row: Row
  comment: Comment
  onRemove: () => void
}

/** What someone said about a record; its writer may change it, and everyone may see that it changed. */
export function CommentItem({ record, row, comment, onRemove }: CommentItemProps) {
  const [isEditing, setEditing] = useState(false)
  const [showsEdits, setShowsEdits] = useState(false)
  const change = useChangeTrait(row.id)
  if (comment.removedAt)
    return (
      <li className={stream.event}>
        <span className={stream.dot} aria-hidden />
        <span className={classes.dim}>
          {comment.by.name} removed a comment <When value={comment.removedAt} />
        </span>
      </li>
    )
  const edit = async (text: string) => {
    await change('PATCH', `/comments/${comment.id}`, { text })
    setEditing(false)
  }
  return (
    <li className={stream.comment} data-internal={comment.isInternal || undefined}>
      <Face name={comment.by.name} size={28} isBare />
      <article className={stream.commentBox}>
        <header className={stream.commentHead}>
          <strong>{comment.by.name}</strong>
          <span className={classes.dim}>
            <When value={comment.at} />
          </span>
          {comment.editedAt && (
            <button type="button" className={classes.textButton} onClick={() => setShowsEdits(true)}>
              edited
            </button>
          )}
          {comment.isInternal && (
            <span className={stream.internal}>
              <IconLock size={12} aria-hidden /> Internal
            </span>
          )}
          {comment.by.account === null && (
            <Suspense>
              {marksOf(record.name).map((Mark, index) => (
                <Mark key={index} row={row} comment={comment.id} />
              ))}
            </Suspense>
          )}
          {comment.can.length > 0 && !isEditing && (
            <CommentMenu comment={comment} onEdit={() => setEditing(true)} onRemove={onRemove} />
          )}
        </header>
        {isEditing ? (
          <Composer
            label="Save"
            start={comment.text}
            isInternal={comment.isInternal}
            onSend={edit}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <Said text={comment.text} />
        )}
      </article>
      {showsEdits && <Edits comment={comment} onClose={() => setShowsEdits(false)} />}
    </li>
  )
}

function CommentMenu({ comment, onEdit, onRemove }: { comment: Comment; onEdit: () => void; onRemove: () => void }) {
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" width={140}>
      <Menu.Target>
        <ActionIcon className={classes.right} size={22} aria-label={`More about the comment by ${comment.by.name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {comment.can.includes('edit') && <Menu.Item onClick={onEdit}>Edit</Menu.Item>}
        {comment.can.includes('remove') && <Menu.Item onClick={onRemove}>Remove</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

function Edits({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const { data } = useQuery({
    queryKey: ['comment-edits', comment.id, comment.editedAt],
    queryFn: ({ signal }) => read<{ edits: readonly CommentEdit[] }>(`/comments/${comment.id}/edits`, {}, signal),
  })
  return (
    <Dialog onClose={onClose} title="What this comment said before" size="lg">
      {!data && <Lines count={3} />}
      {data?.edits.map((edit) => (
        <section key={edit.at} className={stream.edit}>
          <span className={classes.small}>
            {edit.by.name}, <When value={edit.at} style="both" />
          </span>
          <p className={stream.preserved}>{edit.text}</p>
        </section>
      ))}
    </Dialog>
  )
}
