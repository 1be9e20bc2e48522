import { Button, Group, Text } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { ApiProblem } from '../api.web.ts'
import type { AskedMove } from './asked-move.web.tsx'
import { AskedFields } from './asked-fields.web.tsx'
import { Dialog } from './dialog.web.tsx'
import { changesOf, type FormValues, isEmpty, problemsOf, startingValues, wireValues } from './form.ts'
import { moveAsRecord } from './moves.ts'
import classes from './record.module.css'
import { wordsOf } from './value.web.tsx'

/** Asks for what a move needs or takes, then makes it; what is refused is said at its field. */
export default function MoveDialog({ asked, onClose }: { asked: AskedMove; onClose: () => void }) {
  const { move, row, suggested = {} } = asked
  const record = moveAsRecord(asked.record, move)
  const label = asked.record.states?.moves[move]?.label ?? move
  const [values, setValues] = useState<FormValues>(() => startingWith(startingValues(record, row ?? {}), suggested))
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)

  const make = async (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    const problems = problemsOf(record, values, ['*'])
    if (problems.length > 0)
      return setSays(Object.fromEntries(problems.map(({ field, says: words }) => [field, words])))
    setIsSending(true)
    try {
      await asked.send(wireValues(changesOf(record, row ?? {}, values)))
      onClose()
    } catch (problem) {
      const named = (problem instanceof ApiProblem ? problem.problems : []).filter(({ field }) => record.fields[field])
      setSays(Object.fromEntries(named.map(({ field, says: words }) => [field, words])))
      setGeneral(named.length > 0 ? null : wordsOf(problem))
      setIsSending(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={row ? `${label}: ${row.title ?? row.number}` : label} size="md">
      <form
        onSubmit={make}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void make(event)}
        noValidate
      >
        <div className={classes.stack}>
          <AskedFields
            asked={record}
            hasFocus
            values={values}
            says={says}
            onChange={(name, value) => {
              setSays(({ [name]: _, ...others }) => others)
              setValues((now) => ({ ...now, [name]: value }))
            }}
          />
        </div>
        {general && (
          <Text c="var(--mantine-color-error)" size="sm" role="alert" mt="md">
            {general}
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            {label}
          </Button>
        </Group>
      </form>
    </Dialog>
  )
}

const startingWith = (values: FormValues, suggested: FormValues): FormValues => ({
  ...values,
  ...Object.fromEntries(Object.entries(suggested).filter(([name]) => isEmpty(values[name]))),
})
