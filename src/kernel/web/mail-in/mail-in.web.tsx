import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MailboxView, MailInOverview, ReceivedState, ReceivedView } from '../../mail-in/wire.ts'
import type { Tone } from '../../record/field.ts'
import { pathOf } from '../../record/registry.ts'
import admin from '../admin/admin.module.css'
import { AdminPage, Failed, Section } from '../admin/page.web.tsx'
import { api, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './mail-in.module.css'
import { Received } from './received.web.tsx'

const key = ['received-mails'] as const

/** Which mailboxes are read, what came in, and what is set aside until somebody decides. */
export default function MailInPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...key, 'overview'],
    queryFn: ({ signal }) => read<MailInOverview>('/received-mails/overview', {}, signal),
    refetchInterval: 10_000,
  })
  const may = mayI(useMe(), 'mailbox.write')
  return (
    <AdminPage
      title="Received mail"
      about="Every mail is kept before its server is told so, and dealt with once. What can’t be dealt with waits here, and keeps no other."
      action={
        may && (
          <Button component={Link} to={'/mailboxes/new' as '/'}>
            New mailbox
          </Button>
        )
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <>
          <Section title="Mailboxes">
            {data.mailboxes.length === 0 && (
              <p className={admin.empty}>
                No mailbox is read yet. Add the address that people write to, and their mails become tickets.
              </p>
            )}
            {data.mailboxes.length > 0 && (
              <ul className={admin.lines}>
                {data.mailboxes.map((mailbox) => (
                  <OneMailbox key={mailbox.id} mailbox={mailbox} />
                ))}
              </ul>
            )}
          </Section>
          <Mails
            title={data.setAside > 0 ? `Set aside: ${countText(data.setAside)}` : 'Set aside'}
            about="These weren’t dealt with, and nobody was answered. Let through what is right; ignore the rest."
            states={['quarantined']}
            empty="Nothing is set aside."
          />
          <Mails title="Waiting" states={['new']} empty="Nothing waits." />
          <Mails title="Dealt with" states={['done', 'ignored']} empty="Nothing came in yet." />
        </>
      )}
    </AdminPage>
  )
}

function OneMailbox({ mailbox }: { mailbox: MailboxView }) {
  const [tone, says] = doingOf(mailbox)
  return (
    <li>
      <div className={admin.lineText}>
        <strong>
          <Link to={`/mailboxes/${mailbox.id}` as '/'} className={css.link}>
            {mailbox.name}
          </Link>
        </strong>
        <span>
          {mailbox.address}, {mailbox.way === 'imap' ? 'fetched by IMAP' : 'handed in by a mail server'}
        </span>
      </div>
      <span className={admin.dim}>
        <Toned tone={tone}>{says}</Toned>
        {mailbox.fault !== null && mailbox.faultSince !== null && (
          <>
            {' '}
            since <When value={mailbox.faultSince} />
          </>
        )}
        {mailbox.fault === null && mailbox.lastMailAt !== null && (
          <>
            , the last mail <When value={mailbox.lastMailAt} />
          </>
        )}
      </span>
    </li>
  )
}

function doingOf({ isOn, way, fault, lastReadAt }: MailboxView): readonly [Tone, string] {
  if (!isOn) return ['neutral', 'Switched off']
  if (way === 'listener') return ['good', 'Takes what is handed in']
  if (fault !== null) return ['bad', fault]
  return lastReadAt === null ? ['info', 'Not read yet'] : ['good', 'Is read as mails arrive']
}

interface MailsProps {
  readonly title: string
  readonly about?: string
  readonly states: readonly ReceivedState[]
  readonly empty: string
}

function Mails({ title, about, states, empty }: MailsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...key, states],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly ReceivedView[]; next: string | null }>(
        '/received-mails',
        { state: states.join(','), after: pageParam, limit: 20 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 10_000,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Section title={title} about={rows.length > 0 ? about : undefined}>
      {error && <Failed error={error} retry={refetch} />}
      {data && rows.length === 0 && <p className={admin.empty}>{empty}</p>}
      {rows.length > 0 && (
        <ul className={css.mails}>
          {rows.map((mail) => (
            <Received key={mail.id} mail={mail}>
              <Leads mail={mail} />
              <Decide mail={mail} />
            </Received>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  )
}

function Leads({ mail: { record } }: { mail: ReceivedView }) {
  const { records } = useRegistry()
  const type = records.find(({ name }) => name === record?.type)
  if (!record || !type) return null
  return (
    <Button component={Link} to={`/${pathOf(type)}/${record.id}` as '/'} variant="default">
      Open {record.number ?? record.title ?? 'it'}
    </Button>
  )
}

function Decide({ mail }: { mail: ReceivedView }) {
  const client = useQueryClient()
  const may = mayI(useMe(), 'system.manage')
  if (!may || mail.state !== 'quarantined') return null
  const act = async (what: 'let-through' | 'ignore', says: string): Promise<void> => {
    try {
      await api('POST', `/received-mails/${mail.id}/${what}`)
      toast({ says })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <>
      <Button variant="default" onClick={() => void act('let-through', 'It is dealt with now.')}>
        Let it through
      </Button>
      <Button variant="default" onClick={() => void act('ignore', 'It is ignored.')}>
        Ignore it
      </Button>
    </>
  )
}
