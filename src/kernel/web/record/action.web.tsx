import { Button, Group, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { ApiProblem } from '../api.web.ts'
import { Dialog } from './dialog.web.tsx'
import { asRecord } from './fields-as-record.ts'
import { type FormValues, problemsOf, startingValues, wireValue } from './form.ts'
import { AskedFields } from './asked-fields.web.tsx'
import classes from './record.module.css'
import { wordsOf } from './value.web.tsx'
import type { Verbs } from './verbs.web.ts'

interface ActionProps {
  record: AnyRecord
  action: string
  verbs: Verbs
  onClose: () => void
}

/** Asks for what an action needs, then takes it. */
export function ActionDialog({ record, action, verbs, onClose }: ActionProps) {
  const spec = record.actions?.[action]
  const asked = asRecord(action, spec?.input ?? {})
  const [values, setValues] = useState<FormValues>(() => startingValues(asked, {}))
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [general, setGeneral] = useState<string | null>(null)
  if (!spec) return null

  const take = async (event: FormEvent) => {
    event.preventDefault()
    const problems = problemsOf(asked, values, ['*'])
    if (problems.length > 0)
      return setSays(Object.fromEntries(problems.map(({ field, says: words }) => [field, words])))
    try {
      await verbs.act(
        action,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireValue(value)])),
      )
      onClose()
    } catch (problem) {
      const named = (problem instanceof ApiProblem ? problem.problems : []).filter(({ field }) => asked.fields[field])
      setSays(Object.fromEntries(named.map(({ field, says: words }) => [field, words])))
      setGeneral(named.length > 0 ? null : wordsOf(problem))
    }
  }
  return (
    <Dialog onClose={onClose} title={spec.label} size="md">
      <form onSubmit={take} noValidate>
        <div className={classes.stack}>
          <AskedFields
            asked={asked}
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
          <Button type="submit">{spec.label}</Button>
        </Group>
      </form>
    </Dialog>
  )
}
