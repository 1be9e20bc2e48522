import { ActionIcon, Button, Kbd } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs'
import { lazy, Suspense, useRef, useState } from 'react'
import { State } from '../../../kernel/web/field/state.web.tsx'
import { ShowValue } from '../../../kernel/web/field/show.web.tsx'
import { RecordAnchor } from '../../../kernel/web/field/reference.web.tsx'
import { refOf } from '../../../kernel/web/field/wire.ts'
import { RecordMenu } from '../../../kernel/web/record/menu.web.tsx'
import { MoveButton } from '../../../kernel/web/record/move.web.tsx'
import { movesOf } from '../../../kernel/web/record/moves.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { SaveProvider } from '../../../kernel/web/record/save.web.tsx'
import { Lines, Missing, Notice } from '../../../kernel/web/record/states.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { toast } from '../../../kernel/web/toast.web.tsx'
import { Conversation } from './conversation.web.tsx'
import { useTicket, useTicketRecord } from './data.web.ts'
import css from './desk.module.css'
import talkCss from './talk.module.css'
import { useDesk } from './desk-model.web.ts'
import { useCommands } from './keys.web.ts'
import { usePresenceSigns, usePresent } from './presence.web.ts'
import { PromiseLine } from './promise-line.web.tsx'
import { Composer, type ComposerHandle } from './composer.web.tsx'
import { Side } from './side.web.tsx'
import { useDeeds } from './deeds.web.ts'

const Promises = lazy(() => import('../service-levels/promises.web.tsx'))
const AssignDialog = lazy(() => import('./assign.web.tsx'))

/** What stands at the right while no ticket is open. */
export function NothingOpen() {
  return (
    <div className={css.nothing}>
      <p>
        Press <Kbd>j</Kbd> for the first ticket, <Kbd>c</Kbd> for a new one from a call, <Kbd>?</Kbd> for all keys.
      </p>
    </div>
  )
}

/** The open ticket: what it is, the conversation with its composer, and what stands beside it. */
export function TicketPane({ id }: { id: string }) {
  const record = useTicketRecord()
  const { data: row, error, refetch } = useTicket(id)
  if (error && !row) return <Missing record={record} problem={error} onRetry={() => void refetch()} />
  if (!row)
    return (
      <div className={css.pane} aria-busy>
        <Lines count={12} />
      </div>
    )
  return (
    <SaveProvider record={record}>
      <Ticket row={row} />
    </SaveProvider>
  )
}

function Ticket({ row }: { row: Row }) {
  const record = useTicketRecord()
  const desk = useDesk()
  const me = useMe()
  const navigate = useNavigate()
  const composer = useRef<ComposerHandle>(null)
  const [isAssigning, setAssigning] = useState(false)
  const [isWriting, setWriting] = useState(false)
  const [isWhyOpen, setWhyOpen] = useState(false)
  usePresenceSigns(row.id, isWriting)
  const deeds = useDeeds(record, row, desk.goOn)
  const hasSelection = desk.selected.length > 0
  useCommands((command) => {
    // With tickets selected, keys mean all of them: the bar of the selection listens then.
    if (hasSelection) return
    if (command === 'reply' || command === 'note') composer.current?.write(command)
    else if (command === 'macro') composer.current?.chooseMacro()
    else if (command === 'assign') setAssigning(true)
    else if (command === 'mine') {
      if (!me.self)
        toast({ says: 'Your account stands for no person, so nothing can be assigned to you.', tone: 'bad' })
      else if (refOf(row.assignee)?.id === me.self.id) toast({ says: `${row.number} is yours already.` })
      else void deeds.set({ assignee: me.self.id }, `${row.number} is yours`)
    } else deeds.byKey(command)
  })
  const [next, ...others] = movesOf(record, row)
  const edit = () => void navigate({ to: '/$path/$id/edit', params: { path: 'tickets', id: row.number ?? row.id } })
  return (
    <article className={css.pane} aria-label={`${row.number} ${row.title}`}>
      <header className={css.paneHead} data-desk-ticket tabIndex={-1}>
        <ActionIcon className={css.back} aria-label="Back to the queue" onClick={() => desk.open(null)}>
          <IconArrowLeft size={18} />
        </ActionIcon>
        <div className={css.paneTitle}>
          <p className={css.facts}>
            <span className={css.number}>{row.number}</span>
            {row.state && <State record={record} state={row.state} />}
            <ShowValue record={record} field="priority" value={row.priority} />
            {row.isMajor === true && <span className={css.major}>Major incident</span>}
            <Others id={row.id} />
          </p>
          <h2 className={css.ticketTitle}>{row.title}</h2>
          <PromiseLine row={row} isWhyOpen={isWhyOpen} onWhy={() => setWhyOpen(!isWhyOpen)} />
        </div>
        <div className={css.paneActions}>
          {next && <MoveButton move={next} others={others} verbs={deeds.verbs} />}
          <RecordMenu record={record} row={row} verbs={deeds.verbs} moves={others} onEdit={edit} />
          <ActionIcon
            aria-label="Open the whole ticket"
            renderRoot={(props) => (
              <Link {...props} to="/$path/$id" params={{ path: 'tickets', id: row.number ?? row.id }} />
            )}
          >
            <IconExternalLink size={16} />
          </ActionIcon>
        </div>
      </header>
      {isWhyOpen && (
        <section className={css.why} aria-label="What is promised">
          <Suspense fallback={<Lines count={4} />}>
            <Promises record={record} row={row} />
          </Suspense>
        </section>
      )}
      <Merged row={row} />
      <div className={css.body}>
        <div className={talkCss.talk}>
          <Conversation record={record} row={row} />
          <Composer key={row.id} ref={composer} row={row} deeds={deeds} onWriting={setWriting} />
        </div>
        <Side record={record} row={row} onAssign={() => setAssigning(true)} />
      </div>
      <Suspense fallback={null}>
        {isAssigning && (
          <AssignDialog
            ticket={row}
            onClose={() => setAssigning(false)}
            onChoose={(person) =>
              deeds.set({ assignee: person.id }, `${row.number} is given to ${person.title ?? 'them'}`)
            }
          />
        )}
      </Suspense>
    </article>
  )
}

/** Who else is here, in words. */
function Others({ id }: { id: string }) {
  const present = usePresent(id)
  if (present.length === 0) return null
  const says = present.map(({ name, isWriting }) => `${name} is ${isWriting ? 'replying' : 'looking'}`).join(', ')
  return (
    <span className={css.present} role="status">
      {says}
    </span>
  )
}

function Merged({ row }: { row: Row }) {
  const record = useTicketRecord()
  const desk = useDesk()
  const into = refOf(row.mergedInto)
  if (!into) return null
  return (
    <Notice
      tone="warning"
      action={
        <Button size="compact-sm" variant="default" onClick={() => desk.open(into.id)}>
          Go there
        </Button>
      }
    >
      This ticket goes on in{' '}
      <RecordAnchor record={record} id={into.id}>
        {into.title}
      </RecordAnchor>
      .
    </Notice>
  )
}
