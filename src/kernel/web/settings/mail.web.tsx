import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MailOverview, MailState, MailView, SuppressedAddress } from '../../mail/wire.ts'
import type { Tone } from '../../record/field.ts'
import css from '../admin/admin.module.css'
import { AdminPage, Failed, Section } from '../admin/page.web.tsx'
import { api, type Method, read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { mayI, useMe } from '../session.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'

const key = ['mails'] as const

/** What waits to be mailed, what failed and why, and where nothing is sent any more. */
export default function MailPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...key, 'overview'],
    queryFn: ({ signal }) => read<MailOverview>('/mails/overview', {}, signal),
    refetchInterval: 10_000,
  })
  return (
    <AdminPage
      title="Mail"
      about="What Quarterdeck sends, what waits and what failed. What mails say is nobody’s but their reader’s."
      action={
        <Button component={Link} to={'/admin/settings' as '/'} hash="mail_settings" variant="default">
          Settings
        </Button>
      }
    >
      {isPending && <PageSkeleton />}
      {error && <Failed error={error} retry={refetch} />}
      {data && (
        <>
          <Doing overview={data} />
          <Mails title="Waiting" states={['queued', 'sending']} empty="Nothing waits." />
          <Mails title="Failed" states={['failed']} empty="Nothing failed." />
          <Suppressed />
          <Mails
            title="Sent or held back lately"
            states={['sent', 'suppressed']}
            empty="Nothing was sent in the last 30 days."
          />
        </>
      )}
    </AdminPage>
  )
}

function Doing({ overview: { isSetUp, waiting, failed, sentToday, trouble } }: { overview: MailOverview }) {
  const act = useAct()
  const may = mayI(useMe(), 'system.manage')
  return (
    <div className={css.calm} role="status">
      {isSetUp ? (
        <Toned tone={trouble ? 'bad' : 'good'}>
          {trouble ?? `Mail works: ${countText(sentToday)} sent in the last day`}
        </Toned>
      ) : (
        <Toned tone="warning">No mail server is set up. Mails wait until one is.</Toned>
      )}
      {may && waiting + failed > 0 && (
        <p className={css.actions}>
          <Button variant="default" onClick={() => void act('POST', '/mails/retry', 'They are tried again now.')}>
            Try all again
          </Button>
          {waiting > 0 && (
            <Button variant="default" onClick={() => void act('POST', '/mails/discard', 'What waited was discarded.')}>
              Discard all that wait
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

interface MailsProps {
  readonly title: string
  readonly states: readonly MailState[]
  readonly empty: string
}

function Mails({ title, states, empty }: MailsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...key, states],
    queryFn: ({ pageParam, signal }) =>
      read<{ rows: readonly MailView[]; next: string | null }>(
        '/mails',
        { state: states.join(','), after: pageParam, limit: 20 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 10_000,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Section title={title}>
      {error && <Failed error={error} retry={refetch} />}
      {data && rows.length === 0 && <p className={css.empty}>{empty}</p>}
      <ul className={css.lines}>
        {rows.map((mail) => (
          <Line key={mail.id} mail={mail} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  )
}

const tones: Readonly<Record<MailState, readonly [Tone, string]>> = {
  queued: ['info', 'Waiting'],
  sending: ['info', 'Being sent'],
  sent: ['good', 'Sent'],
  failed: ['bad', 'Failed'],
  suppressed: ['neutral', 'Held back'],
}

function Line({ mail }: { mail: MailView }) {
  const act = useAct()
  const may = mayI(useMe(), 'system.manage')
  const [tone, word] = tones[mail.state]
  const isOpen = mail.state === 'queued' || mail.state === 'failed'
  return (
    <li>
      <div className={css.lineText}>
        <strong>{mail.subject}</strong>
        <span>
          To {mail.to}
          {mail.attempts > 1 && `, tried ${mail.attempts} times`}
        </span>
        {mail.says && <span>{mail.says}</span>}
      </div>
      <span className={css.dim}>
        <Toned tone={tone}>{word}</Toned> <When value={mail.endedAt ?? mail.createdAt} />
        {mail.nextAt && mail.attempts > 0 && (
          <>
            , again <When value={mail.nextAt} />
          </>
        )}
      </span>
      {may && isOpen && (
        <span className={css.actions}>
          <Button
            variant="default"
            onClick={() => void act('POST', `/mails/${mail.id}/retry`, 'It is tried again now.')}
          >
            Try again
          </Button>
          <Button variant="default" onClick={() => void act('DELETE', `/mails/${mail.id}`, 'It was discarded.')}>
            Discard
          </Button>
        </span>
      )}
    </li>
  )
}

function Suppressed() {
  const act = useAct()
  const may = mayI(useMe(), 'system.manage')
  const { data } = useQuery({
    queryKey: [...key, 'suppressed'],
    queryFn: ({ signal }) => read<{ rows: readonly SuppressedAddress[] }>('/mail-suppressions', {}, signal),
  })
  if (!data || data.rows.length === 0) return null
  return (
    <Section title="Addresses that nothing is sent to" about="Their servers said that nobody has them.">
      <ul className={css.lines}>
        {data.rows.map(({ address, reason, at }) => (
          <li key={address}>
            <div className={css.lineText}>
              <strong>{address}</strong>
              <span>{reason}</span>
            </div>
            <span className={css.dim}>
              <When value={at} />
            </span>
            {may && (
              <Button
                variant="default"
                onClick={() => void act('POST', '/mail-suppressions/allow', 'Mails go there again.', { address })}
              >
                Send there again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function useAct() {
  const client = useQueryClient()
  return async (method: Method, path: string, says: string, body?: object): Promise<void> => {
    try {
      await api(method, path, { body })
      toast({ says })
    } catch (problem) {
      toastProblem(problem)
    }
    await client.invalidateQueries({ queryKey: key })
  }
}
