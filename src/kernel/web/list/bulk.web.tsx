import { Button, Menu, Popover, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { api, addressOf, keys } from '../api.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { labelFor } from '../field/fields.ts'
import { Nested } from '../field/nested.web.tsx'
import { wireOf } from '../field/wire.ts'
import { countText, totalText } from '../field/words.ts'
import { makeMove } from '../record/asked-move.web.tsx'
import { moveLabel } from '../record/moves.ts'
import { mayI, useMe } from '../session.web.tsx'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './list.module.css'
import { useList } from './list-model.web.ts'
import { useTotal } from './rows.web.ts'
import { listPath } from './search.ts'
import type { Selection } from './selection.web.ts'

/** What can be done with the selected rows, all at once and undone at once. */
export default function BulkBar({ selection }: { selection: Selection }) {
  const { record, query, shown } = useList()
  const total = useTotal().data
  const me = useMe()
  const run = useBulk(selection)
  const count = selection.isAll && total ? totalText(total) : countText(selection.ids.length)
  // The whole list can be named by its filter alone; what was searched for is selected by hand.
  const canSelectAll =
    !selection.isAll &&
    !query.q &&
    !query.archived &&
    !query.asOf &&
    total &&
    (total.isAtLeast || total.count > selection.ids.length)
  const exported = {
    ...query,
    ...(selection.isAll ? {} : { filter: JSON.stringify({ id: selection.ids }), q: undefined }),
  }
  const address = addressOf(`${listPath(record)}/export`, {
    ...exported,
    columns: shown.columns.join(','),
    format: 'csv',
  })
  const move = (name: string) =>
    makeMove(
      { record, move: name, row: null },
      { plain: () => run({ move: name }, 'moved'), send: (set) => run({ move: name, with: set }, 'moved') },
    )
  const moves = Object.entries(record.states?.moves ?? {}).filter(([name]) => selection.can(`move:${name}`))
  return (
    <section className={css.bulk} aria-label="Selected rows" data-bulk-bar>
      <strong className={css.bulkCount}>{count} selected</strong>
      {canSelectAll && (
        <Button variant="subtle" onClick={selection.selectAll}>
          Select all {totalText(total)}
        </Button>
      )}
      {selection.can('update') && <SetField run={run} />}
      {moves.length > 0 && (
        <Menu position="top">
          <Menu.Target>
            <Button variant="default">Move</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {moves.map(([name]) => (
              <Menu.Item key={name} onClick={() => void move(name)}>
                {moveLabel(record, name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {selection.can('archive') && (
        <Button variant="default" onClick={() => void run({ archive: true }, 'archived')}>
          Archive
        </Button>
      )}
      {mayI(me, 'export.run') && (
        <Button variant="default" component="a" href={address} download>
          Export
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        Clear
      </Button>
    </section>
  )
}

type Run = (what: Readonly<Record<string, unknown>>, done: string) => Promise<void>
interface Outcome {
  readonly row: number
  readonly ok: boolean
  readonly id?: string
  readonly problem?: { readonly says: string; readonly problems: readonly { readonly says: string }[] }
}

/** Sends one change of many rows; says how many went through, why others didn't, and offers to undo. */
function useBulk(selection: Selection): Run {
  const { record, shown } = useList()
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      [keys.lists(record.name), keys.counts(record.name), ['row', record.name]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  const which = selection.isAll ? { filter: shown.filter } : { ids: selection.ids }
  return async (what, done) => {
    try {
      const { batch, outcomes } = await api<{ batch: string; outcomes: readonly Outcome[] }>(
        'POST',
        `${listPath(record)}/bulk`,
        { body: { ...what, ...which } },
      )
      const failed = outcomes.filter(({ ok }) => !ok)
      const passed = outcomes.length - failed.length
      const why = failed[0]?.problem
      const reason =
        failed.length > 0
          ? ` ${countText(failed.length)} not: ${why?.problems[0]?.says ?? why?.says ?? 'refused.'}`
          : ''
      const undo = () => api('POST', `/batches/${batch}/undo`).then(refresh).catch(toastProblem)
      const label = inSentence(record.label[passed === 1 ? 0 : 1])
      toast({
        says: `${countText(passed)} ${label} ${done}.${reason}`,
        ...(passed > 0 && { action: { label: 'Undo', run: undo } }),
      })
      if (failed.length === 0) selection.clear()
    } catch (error) {
      toastProblem(error)
    }
    await refresh()
  }
}

/** Gives one field of every selected row the same value. */
function SetField({ run }: { run: Run }) {
  const { record } = useList()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const names = Object.keys(record.fields).filter(
    (one) =>
      !['computed', 'json', 'longText'].includes(record.fields[one]?.kind ?? '') && !record.fields[one]?.options.unique,
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!name) return
    setIsOpen(false)
    await run({ set: { [name]: wireOf(record.fields[name], value) } }, 'changed')
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top" width={280} trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setIsOpen(!isOpen)}>
          Change a field
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Nested>
          <form className={css.filterForm} onSubmit={(event) => void submit(event)}>
            <Select
              size="xs"
              label="Field"
              searchable
              data={names.map((one) => ({ value: one, label: labelFor(record, one) }))}
              value={name}
              onChange={(next) => {
                setName(next)
                setValue(null)
              }}
              data-autofocus
            />
            {name && (
              <EditValue key={name} record={record} field={name} value={value} onChange={setValue} isLabelled={false} />
            )}
            <Button type="submit" disabled={!name}>
              Change
            </Button>
          </form>
        </Nested>
      </Popover.Dropdown>
    </Popover>
  )
}
