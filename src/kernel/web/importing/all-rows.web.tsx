import { Button, Select, TextInput } from '@mantine/core'
import { type ColumnMapping, isBesides, noColumn, targetLabel, targetNames } from '../../importing/mapping.ts'
import { stateName, stateWord } from '../../importing/state.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { parseText, wordOf } from '../../record/text.ts'
import { mayI, useMe } from '../session.web.tsx'
import columns from './columns.module.css'
import css from './importing.module.css'

interface Props {
  readonly record: AnyRecord
  readonly headers: readonly string[]
  readonly mapping: readonly ColumnMapping[]
  readonly onChange: (next: readonly ColumnMapping[]) => void
}

/** What stands in no column of its own: values that all rows have, and columns that are read twice. */
export function AllRows({ record, headers, mapping, onChange }: Props) {
  const me = useMe()
  const isMine = (name: string): boolean => {
    const { read = null, write = null } = record.fields[name]?.options ?? {}
    return mayI(me, read) && mayI(me, write)
  }
  const taken = new Set(mapping.map(({ field }) => field))
  const open = targetNames(record).filter(
    (name) => !taken.has(name) && (record.fields[name] || name === stateName) && isMine(name),
  )
  const without = (one: ColumnMapping): readonly ColumnMapping[] => mapping.filter((other) => other !== one)
  const besides = mapping.filter(isBesides)
  return (
    <section className={css.section} aria-label="For all rows">
      <h2>For all rows</h2>
      {besides.length === 0 && (
        <p className={css.hint}>What the file has no column for can be the same for all rows: who answers, a state.</p>
      )}
      <ul className={css.lines}>
        {besides.map((one) => {
          const label = targetLabel(record, one.field ?? '')
          return (
            <li key={one.field} className={columns.column}>
              <div className={columns.columnName}>
                <strong>{label}</strong>
                <span className={columns.samples}>
                  {one.isAgain ? 'read from a column that is used already' : 'the same for all rows'}
                </span>
              </div>
              {one.isAgain ? (
                <span className={columns.again}>As in {headers[one.column]}</span>
              ) : (
                <Always
                  record={record}
                  name={one.field ?? ''}
                  text={one.always ?? ''}
                  onChange={(always) => onChange(mapping.map((other) => (other === one ? { ...one, always } : other)))}
                />
              )}
              <div className={columns.reading}>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  justify="start"
                  w="fit-content"
                  aria-label={`Leave out ${inSentence(label)}`}
                  onClick={() => onChange(without(one))}
                >
                  Leave out
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      <Select
        mt={10}
        maw={280}
        size="sm"
        aria-label="Add a value for all rows"
        placeholder="Add a value for all rows"
        data={open.map((value) => ({ value, label: targetLabel(record, value) }))}
        value={null}
        searchable
        onChange={(field) => field && onChange([...mapping, { column: noColumn, field, always: '' }])}
      />
    </section>
  )
}

interface AlwaysProps {
  readonly record: AnyRecord
  readonly name: string
  readonly text: string
  readonly onChange: (text: string) => void
}

function Always({ record, name, text, onChange }: AlwaysProps) {
  const field = record.fields[name]
  const label = `${targetLabel(record, name)} of all rows`
  const words =
    name === stateName
      ? (record.states?.all ?? []).map(stateWord)
      : field?.kind === 'choice'
        ? (field.options.of ?? []).map((value) => wordOf(field.options, value))
        : null
  if (words)
    return (
      <Select
        aria-label={label}
        size="sm"
        data={words}
        value={text || null}
        onChange={(next) => onChange(next ?? '')}
      />
    )
  const isName = field?.kind === 'ref' || field?.kind === 'refs'
  const read = field && text !== '' && !isName ? parseText(field, text) : null
  return (
    <TextInput
      aria-label={label}
      size="sm"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={read && 'says' in read ? read.says : undefined}
    />
  )
}
