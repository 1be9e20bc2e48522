import { useQuery } from '@tanstack/react-query'
import { Button, FileButton } from '@mantine/core'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import { useState } from 'react'
import type { Comment, StoredFile } from '../../../kernel/traits/wire.ts'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { Face } from '../../../kernel/web/field/face.web.tsx'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { useChangeTrait } from '../../../kernel/web/record/ask.web.ts'
import { Said } from '../../../kernel/web/record/said.web.tsx'
import { sendFile } from '../../../kernel/web/record/upload.web.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { Write } from './write.web.tsx'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { RequestInFull } from './wire.ts'
import css from './portal.module.css'

/** What was said between whoever asked and IT, and a place to say more. */
export function Conversation({ request }: { request: RequestInFull }) {
  const { account } = useMe()
  const change = useChangeTrait(request.id)
  const { data } = useQuery({
    queryKey: keys.trait(request.id, 'said'),
    queryFn: ({ signal }) => read<{ comments: readonly Comment[] }>(`/records/${request.id}/comments`, {}, signal),
  })
  const said = (data?.comments ?? []).filter(({ removedAt, isInternal }) => removedAt === null && !isInternal)
  const isOver = ['closed', 'cancelled', 'rejected'].includes(request.state)
  return (
    <section className={css.section} aria-labelledby="conversation">
      <h2 id="conversation">
        {request.progress.turn === 'mine' && request.state === 'pending' ? 'We need an answer from you' : 'Messages'}
      </h2>
      {said.length === 0 && (
        <p className={css.dim}>Nothing was said yet. What you write reaches whoever works on it.</p>
      )}
      <ol className={css.said} aria-label="Messages">
        {said.map((comment) => (
          <li key={comment.id} data-is-mine={comment.by.account === account.id || undefined}>
            <Face name={comment.by.name} size={28} isBare />
            <article>
              <header>
                <strong>{comment.by.name}</strong> <When value={comment.at} />
              </header>
              <Said text={comment.text} />
            </article>
          </li>
        ))}
      </ol>
      <Files request={request} />
      {!isOver && (
        <Write send={(text) => change('POST', `/records/${request.id}/comments`, { text, isInternal: false })} />
      )}
    </section>
  )
}

function Files({ request }: { request: RequestInFull }) {
  const [isSending, setSending] = useState(false)
  const { data, refetch } = useQuery({
    queryKey: keys.trait(request.id, 'attached'),
    queryFn: ({ signal }) => read<{ files: readonly StoredFile[] }>(`/records/${request.id}/files`, {}, signal),
  })
  const add = async (files: readonly File[]) => {
    setSending(true)
    for (const file of files) await sendFile(request.id, file, () => undefined).catch(toastProblem)
    setSending(false)
    await refetch()
  }
  return (
    <div className={css.files}>
      {data?.files.map(({ id, name }) => (
        <a key={id} href={`/api/v1/files/${id}`} className={css.file}>
          <IconPaperclip size={14} aria-hidden /> {name}
        </a>
      ))}
      <FileButton multiple onChange={(files) => void add(files)}>
        {(props) => (
          <Button {...props} variant="subtle" loading={isSending} leftSection={<IconPaperclip size={14} aria-hidden />}>
            Add a file
          </Button>
        )}
      </FileButton>
    </div>
  )
}
