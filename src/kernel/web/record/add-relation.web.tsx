import { Button, Group, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { AnyRecord, Problem } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import type { NewRelation, RecordLink } from '../../traits/wire.ts'
import { ApiProblem, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { Dialog } from './dialog.web.tsx'
import { useChangeTrait } from './ask.web.ts'
import { asRecord } from './fields-as-record.ts'
import { type FormValues, problemsOf, startingValues, wireValues } from './form.ts'
import { AskedFields } from './asked-fields.web.tsx'
import classes from './record.module.css'
import { waysToRelate } from './related.ts'
import type { Row } from './row.ts'
import { wordsOf } from './value.web.tsx'

type Says = Readonly<Record<string, string | undefined>>

/** Relates a record to another one: how it reads, then which, and what the relation says of itself. */
export function AddRelation({ record, row, onClose }: { record: AnyRecord; row: Row; onClose: () => void }) {
  const registry = useRegistry()
  const change = useChangeTrait(row.id)
  const ways = waysToRelate(registry, record)
  const [key, setKey] = useState(ways[0]?.key ?? null)
  const [other, setOther] = useState<string | null>(null)
  const [says, setSays] = useState<Says>({})
  const way = ways.find((one) => one.key === key)
  const asked = asRecord(way?.link ?? '', way?.fields ?? {})
  const [given, setGiven] = useState<FormValues>({})
  const values = { ...startingValues(asked, {}), ...given }

  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!way || !other) return setSays({ other: 'Choose what it is related to.' })
    const problems = problemsOf(asked, values, ['*'])
    if (problems.length > 0) return setSays(byField(problems))
    try {
      const relation: NewRelation = {
        link: way.link,
        direction: way.direction,
        other,
        ...(Object.keys(asked.fields).length > 0 && { values: wireValues(values) }),
      }
      await change('POST', `/records/${row.id}/relations`, relation)
      onClose()
    } catch (problem) {
      const named = problem instanceof ApiProblem ? byField(problem.problems) : {}
      setSays(Object.keys(named).length > 0 ? named : { other: wordsOf(problem) })
    }
  }
  return (
    <Dialog onClose={onClose} title="Add a relation" size="md">
      <form onSubmit={add}>
        <Text size="sm" fw={600} mb="sm">
          {row.title}
        </Text>
        <Select
          label="How"
          data={ways.map((one) => ({ value: one.key, label: one.reads }))}
          value={key}
          allowDeselect={false}
          onChange={(next) => {
            setKey(next)
            setOther(null)
            setGiven({})
            setSays({})
          }}
          mb="lg"
        />
        <Target
          key={key}
          type={way?.type ?? null}
          except={row.id}
          value={other}
          onChange={(id) => {
            setSays(({ other: _, ...others }) => others)
            setOther(id)
          }}
          error={says.other ?? null}
        />
        {Object.keys(asked.fields).length > 0 && (
          <div className={`${classes.stack} ${classes.below}`}>
            <AskedFields
              key={key}
              asked={asked}
              values={values}
              says={says}
              onChange={(name, value) => {
                setSays(({ [name]: _, ...others }) => others)
                setGiven((now) => ({ ...now, [name]: value }))
              }}
            />
          </div>
        )}
        <Group justify="flex-end" mt="xl">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Add relation</Button>
        </Group>
      </form>
    </Dialog>
  )
}

const byField = (problems: readonly Problem[]): Says =>
  Object.fromEntries(problems.map(({ field, says }) => [field, says]))

interface TargetProps {
  type: string | null
  except: string
  value: string | null
  onChange: (id: string | null) => void
  error: string | null
}

function Target({ type, except, value, onChange, error }: TargetProps) {
  const registry = useRegistry()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text, 150)
  const { data, isFetching } = useQuery({
    queryKey: ['search', type, q],
    queryFn: ({ signal }) => read<{ results: readonly RecordLink[] }>('/search', { q, type, limit: 12 }, signal),
    enabled: q.trim() !== '',
    placeholderData: (previous) => previous,
  })
  const found = (data?.results ?? []).filter((link) => link.id !== except)
  const kindOf = (link: RecordLink) => inSentence(registry.record(link.type).label[0])
  const options = found.map((link) => ({
    value: link.id,
    label: [link.number, link.title].filter(Boolean).join(' ') + (type ? '' : `, ${kindOf(link)}`),
  }))
  return (
    <Select
      label="What"
      placeholder="Search by name or number"
      data={options}
      value={value}
      onChange={onChange}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={q.trim() === '' ? 'Type a name or number' : isFetching ? 'Looking…' : 'Nothing found'}
      error={error}
      data-autofocus
    />
  )
}
