import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Ref } from '../../../kernel/record/field.ts'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { makeMove } from '../../../kernel/web/record/asked-move.web.tsx'
import { moveLabel } from '../../../kernel/web/record/moves.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { MergeDialog, ReplyDialog, TagDialog, TeamDialog } from './bulk-dialogs.web.tsx'
import { useMacros, useTicketRecord } from './data.web.ts'
import askCss from './ask.module.css'
import { useDesk } from './desk-model.web.ts'
import { useCommands } from './keys.web.ts'
import { levels } from '../tickets/priority.ts'

const AssignDialog = lazy(() => import('./assign.web.tsx'))
const MacroDialog = lazy(() => import('./macros.web.tsx'))
type Open = 'macro' | 'assign' | 'team' | 'merge' | 'tag' | 'reply' | null
interface Outcome {
  readonly ok: boolean
  readonly problem?: { readonly says: string; readonly problems: readonly { readonly says: string }[] }
}

/** What can be done with all selected tickets at once; each says how many it reached, and is undone as one where it can be. */
export function BulkBar() {
  const desk = useDesk()
  const me = useMe()
  const record = useTicketRecord()
  const [open, setOpen] = useState<Open>(null)
  const { run, tell } = useBulk()
  const { data: macros = [] } = useMacros()
  const ids = desk.selected
  const chosen = desk.rows.filter(({ id }) => ids.includes(id))
  const moves = Object.keys(record.states?.moves ?? {}).filter((name) =>
    chosen.some((row) => row.can.includes(`move:${name}`)),
  )
  const move = (name: string) =>
    makeMove(
      { record, move: name, row: null },
      { plain: () => run({ move: name }, 'moved'), send: (set) => run({ move: name, with: set }, 'moved') },
    )
  useCommands((command) => {
    const name = { start: 'start', hold: 'hold', resolve: 'resolve' }[String(command)]
    if (name) void move(name)
    else if (command === 'assign' || command === 'macro') setOpen(command)
    else if (command === 'mine' && me.self) void run({ set: { assignee: me.self.id } }, 'assigned to you')
    else if (command === 'reply' || command === 'note') setOpen('reply')
  })
  const close = () => setOpen(null)
  return (
    <section className={askCss.bulk} aria-label="Selected tickets">
      <strong>{ids.length} selected</strong>
      <Menu position="top">
        <Menu.Target>
          <Button variant="default">Do</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('assign')}>Assign…</Menu.Item>
          <Menu.Item onClick={() => setOpen('team')}>Give to a team…</Menu.Item>
          {levels.map((level) => (
            <Menu.Item key={level} onClick={() => void run({ set: { urgency: level } }, `of ${level} urgency`)}>
              Urgency {level}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {moves.map((name) => (
            <Menu.Item key={name} onClick={() => void move(name)}>
              {moveLabel(record, name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => setOpen('reply')}>
        Reply
      </Button>
      <Button variant="default" onClick={() => setOpen('macro')}>
        Macro
      </Button>
      <Button variant="default" onClick={() => setOpen('tag')}>
        Tag
      </Button>
      <Button variant="default" disabled={ids.length < 2} onClick={() => setOpen('merge')}>
        Merge
      </Button>
      <Button variant="subtle" color="gray" onClick={desk.clear}>
        Clear
      </Button>
      <Suspense fallback={null}>
        {open === 'assign' && (
          <AssignDialog
            ticket={chosen[0] ?? null}
            onClose={close}
            onChoose={(person: Ref) => run({ set: { assignee: person.id } }, `given to ${person.title ?? 'them'}`)}
          />
        )}
        {open === 'macro' && chosen[0] && (
          <MacroDialog
            row={chosen[0]}
            macros={macros}
            count={ids.length}
            onClose={close}
            onChoose={(macro) => {
              close()
              void tell('/desk/macros', { ids, macro: macro.id }, `got “${macro.title}”`)
            }}
          />
        )}
      </Suspense>
      {open === 'team' && (
        <TeamDialog onClose={close} onChoose={(team) => run({ set: { team: team.id } }, `given to ${team.title}`)} />
      )}
      {open === 'tag' && <TagDialog onClose={close} onChoose={(tags) => tell('/desk/tags', { ids, tags }, 'tagged')} />}
      {open === 'reply' && (
        <ReplyDialog onClose={close} onChoose={(said) => tell('/desk/replies', { ids, ...said }, 'answered')} />
      )}
      {open === 'merge' && (
        <MergeDialog
          onClose={close}
          onChoose={(into) =>
            tell('/desk/merge', { into, ids: ids.filter((id) => id !== into) }, 'merged').then(() => desk.open(into))
          }
        />
      )}
    </section>
  )
}

function useBulk() {
  const desk = useDesk()
  const client = useQueryClient()
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: keys.lists('ticket') })
    await client.invalidateQueries({ queryKey: ['row', 'ticket'] })
  }
  const told = (count: number, done: string, refusals: readonly string[], undo?: () => unknown) =>
    toast({
      says: [
        `${count} ${count === 1 ? 'ticket' : 'tickets'} ${done}.`,
        refusals.length > 0 && `${refusals.length} not: ${refusals[0]}`,
      ]
        .filter(Boolean)
        .join(' '),
      ...(undo && count > 0 ? { action: { label: 'Undo', run: undo } } : {}),
    })
  const tried = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
      desk.clear()
    } catch (problem) {
      toastProblem(problem)
    }
    await refresh()
  }
  /** By the bulk route of tickets, which can be undone. */
  const run = (what: object, done: string): Promise<void> =>
    tried(async () => {
      const { batch, outcomes } = await api<{ batch: string; outcomes: readonly Outcome[] }>('POST', '/tickets/bulk', {
        body: { ...what, ids: desk.selected },
      })
      const refusals = outcomes.flatMap(({ ok, problem }) =>
        ok ? [] : (problem?.problems[0]?.says ?? problem?.says ?? 'refused.'),
      )
      told(outcomes.length - refusals.length, done, refusals, () =>
        api('POST', `/batches/${batch}/undo`).then(refresh).catch(toastProblem),
      )
    })
  /** By a route of the desk, which answers for each ticket. */
  const tell = (path: string, body: object, done: string): Promise<void> =>
    tried(async () => {
      const answer = await api<{ done: readonly { says: string | null }[] }>('POST', path, { body })
      const refusals = answer.done.flatMap(({ says }) => says ?? [])
      told(answer.done.length - refusals.length, done, refusals)
    })
  return { run, tell }
}
