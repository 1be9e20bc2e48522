import { Button, FileInput, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sizeText } from '../../kernel/files/size.ts'
import { api, addressOf, read } from '../../kernel/web/api.web.ts'
import { When } from '../../kernel/web/field/when.web.tsx'
import { leave } from '../../kernel/web/leave.web.ts'
import { Failed, Lines } from '../../kernel/web/record/states.web.tsx'
import { useTitle } from '../../kernel/web/title.web.ts'
import { toast, toastProblem } from '../../kernel/web/toast.web.tsx'
import type { Deed } from './deed.ts'
import type { ForVendor, Heard } from './for-vendor.ts'
import css from './portal.module.css'
import { forUs } from './reader.web.ts'
import { clockWords } from './their-clock.ts'
import type { Portal } from './wire.ts'

/** All that somebody of a vendor sees: the tickets that they have, the first due first, and one of them beside. */
export default function VendorPortal() {
  useTitle('Tickets with you')
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['vendor-portal'],
    queryFn: ({ signal }) => read<Portal>('/vendor-portal', {}, signal),
    refetchInterval: 60_000,
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const open = data?.tickets.find(({ id }) => id === chosen) ?? null
  return (
    <main className={css.page}>
      <header className={css.head}>
        <div>
          <h1>Tickets with you</h1>
          {data && (
            <p className={css.dim}>
              {data.contact}, {data.vendor}
            </p>
          )}
        </div>
        <Button variant="default" onClick={() => void leave(client).catch(toastProblem)}>
          Sign out
        </Button>
      </header>
      {error && !data && <Failed problem={error} onRetry={() => void refetch()} />}
      {!error && !data && <Lines count={6} />}
      {data && data.tickets.length === 0 && (
        <p className={css.nothing}>
          Nothing is with you now. When a ticket is given to you, you get a mail, and it appears here by itself.
        </p>
      )}
      {data && data.tickets.length > 0 && (
        <div className={css.columns} data-is-open={open !== null || undefined}>
          <ul className={css.list} aria-label="Tickets, the first due first">
            {data.tickets.map(({ id, number, subject, since, clock }) => (
              <li key={id}>
                <button
                  type="button"
                  className={css.line}
                  aria-current={id === chosen || undefined}
                  data-is-late={clock?.isBreached || undefined}
                  onClick={() => setChosen(id)}
                >
                  <strong>{subject}</strong>
                  <span className={css.dim}>
                    {number}, given <When value={since} />
                    {clock && `, ${clockWords(clock, { ...forUs(), whose: 'your', timeZone: null })}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {open ? (
            <One key={open.id} id={open.id} close={() => setChosen(null)} />
          ) : (
            <p className={css.nothing}>Choose a ticket to read it and to answer.</p>
          )}
        </div>
      )}
    </main>
  )
}

function One({ id, close }: { id: string; close: () => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['vendor-portal', id],
    queryFn: ({ signal }) => read<ForVendor>(`/vendor-portal/tickets/${id}`, {}, signal),
    refetchInterval: 60_000,
  })
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={8} />
  return (
    <article className={css.one} aria-label={data.subject}>
      <Button className={css.back} variant="subtle" size="compact-sm" onClick={close}>
        Back to the list
      </Button>
      <h2>{data.subject}</h2>
      <p className={css.dim}>{data.number}</p>
      <p className={css.text}>{data.told}</p>
      {data.description && (
        <>
          <h3>What was reported</h3>
          <p className={css.text}>{data.description}</p>
        </>
      )}
      <Talk title="What was said before" said={data.before} />
      {data.files.length > 0 && (
        <>
          <h3>Files</h3>
          <ul>
            {data.files.map((file) => (
              <li key={file.id}>
                <a href={addressOf(`/vendor-portal/tickets/${id}/files/${file.id}`)}>{file.name}</a>{' '}
                <span className={css.dim}>{sizeText(file.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Talk title="What was said with you" said={data.said} />
      <Answer id={id} close={close} />
    </article>
  )
}

function Talk({ title, said }: { title: string; said: readonly Heard[] }) {
  if (said.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      {said.map(({ at, by, text }) => (
        <div key={`${at}${text}`}>
          <p className={css.dim}>
            {by}, <When value={at} />
          </p>
          <p className={css.text}>{text}</p>
        </div>
      ))}
    </>
  )
}

const done: Readonly<Record<Deed, string>> = {
  say: 'It is sent.',
  done: 'Thank you, it is back with us.',
  notOurs: 'It is back with us.',
}

function Answer({ id, close }: { id: string; close: () => void }) {
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [sending, setSending] = useState<Deed | null>(null)
  const send = async (deed: Deed) => {
    setSending(deed)
    const form = new FormData()
    form.append('do', deed)
    form.append('text', text)
    for (const file of files) form.append('files', file)
    try {
      await api('POST', `/vendor-portal/tickets/${id}/answers`, { body: form })
      toast({ says: done[deed] })
      setText('')
      setFiles([])
      if (deed !== 'say') close()
      await client.invalidateQueries({ queryKey: ['vendor-portal'] })
    } catch (problem) {
      toastProblem(problem)
    }
    setSending(null)
  }
  return (
    <form
      className={css.answer}
      onSubmit={(event) => {
        event.preventDefault()
        void send('say')
      }}
    >
      <Textarea
        label="Your answer"
        autosize
        minRows={4}
        maxRows={14}
        maxLength={10_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <FileInput label="Files" placeholder="None" multiple clearable value={files} onChange={setFiles} />
      <div className={css.ways}>
        <Button type="submit" loading={sending === 'say'}>
          Send the answer
        </Button>
        <Button variant="default" loading={sending === 'done'} onClick={() => void send('done')}>
          It is done
        </Button>
        <Button variant="default" loading={sending === 'notOurs'} onClick={() => void send('notOurs')}>
          It is not ours
        </Button>
      </div>
      <p className={css.dim}>“It is done” and “It is not ours” give the ticket back, with your words above.</p>
    </form>
  )
}
