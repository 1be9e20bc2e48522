import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { customKinds, kindWords, linesOf } from '../../custom/custom-kinds.ts'
import { f } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import type { Registry } from '../../record/registry.ts'
import { api, keys, read } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { EditValue } from '../field/edit.web.tsx'
import { asRecord } from '../record/fields-as-record.ts'
import { mayI, useMe } from '../session.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './admin.module.css'
import { FormulaInput } from './formula-input.web.tsx'
import { AdminPage, Failed, Section } from './page.web.tsx'
import { useSubmit } from './submit.web.ts'

interface CustomRow {
  readonly id: string
  readonly label: string
  readonly recordType: string
  readonly handle: string
  readonly kind: keyof typeof kindWords
  readonly panel: string
  readonly isRequired: boolean
  readonly isSeenByFew: boolean
  readonly isSetByFew: boolean
}
const fieldsKey = ['custom-fields', 'all'] as const

/** The fields that this installation added, by record, and a form that adds one. */
export default function FieldsPage() {
  const registry = useRegistry()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: fieldsKey,
    queryFn: ({ signal }) =>
      read<{ rows: readonly CustomRow[] }>('/custom-fields', { limit: 1000, sort: 'label' }, signal),
  })
  const mayAdd = mayI(useMe(), 'custom_field.write')
  const rows = data?.rows ?? []
  const groups = Map.groupBy(rows, (row) => row.recordType)
  return (
    <AdminPage
      title="Custom fields"
      about="Fields of your own, on any record: in forms, lists, filters, imports, exports, the API and the history like every other field."
    >
      {error && <Failed error={error} retry={refetch} />}
      {mayAdd && <AddField registry={registry} />}
      {!isPending && rows.length === 0 && <p className={css.empty}>Nothing was added yet.</p>}
      {[...groups].map(([type, found]) => (
        <Section key={type} title={registry.records.find(({ name }) => name === type)?.label[1] ?? type}>
          <FieldTable rows={found} />
        </Section>
      ))}
    </AdminPage>
  )
}

function FieldTable({ rows }: { rows: readonly CustomRow[] }) {
  return (
    <table className={css.table} data-folds>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Kind</th>
          <th scope="col">Panel</th>
          <th scope="col">Name in the API</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, kind, panel, handle, isRequired, isSeenByFew, isSetByFew }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/$path/$id" params={{ path: 'custom-fields', id }} className={css.link}>
                {label}
              </Link>
              {isRequired && <span className={css.dim}> needed</span>}
              {isSeenByFew && <span className={css.dim}> seen by few</span>}
              {isSetByFew && <span className={css.dim}> set by few</span>}
            </th>
            <td>{kindWords[kind]}</td>
            <td className={css.dim}>{panel}</td>
            <td>
              <code>{handle}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Values = Readonly<Record<string, unknown>>
const start: Values = { kind: 'text', panel: 'More' }

/** What the form asks, seen as a record, so that its editors are those of every form. */
function formOf(registry: Registry) {
  const records = registry.records.filter(({ name }) => !name.endsWith('_settings') && name !== 'custom_field')
  const names = records.map(({ name }) => name)
  const says = Object.fromEntries(records.map(({ name, label }) => [name, label[0]]))
  return asRecord('added_field', {
    recordType: f.choice(names, { required: true, label: 'Record', says }),
    label: f.text({ required: true, max: 60, help: 'How it reads in forms and lists, such as Cost centre.' }),
    kind: f.choice(customKinds, { required: true, says: kindWords }),
    choices: f.longText({ required: true, help: 'One per line.' }),
    target: f.choice(names, { required: true, label: 'Points at', says }),
    digits: f.int({ min: 0, max: 8, label: 'Digits after the point' }),
    formula: f.text({ required: true, label: 'How it is worked out' }),
    panel: f.text({ max: 40, help: 'The part of the page that shows it.' }),
    help: f.text({ max: 200, help: 'A sentence under the field in forms.' }),
    isRequired: f.bool({ label: 'Needed', help: 'Records that stand already may stay without it.' }),
    isSearched: f.bool({ label: 'The search finds records by it' }),
    isIndexed: f.bool({ label: 'Lists of many thousand rows are filtered or sorted by it' }),
    isSeenByFew: f.bool({
      label: 'Seen by few',
      help: 'Only whoever has a role that allows it sees the field, wherever it is.',
    }),
    isSetByFew: f.bool({ label: 'Set by few', help: 'Only whoever has a role that allows it sets the field.' }),
  })
}

/** The questions that make sense for a kind. */
function questionsFor(kind: unknown): readonly string[] {
  const isText = ['text', 'longText', 'email', 'url', 'phone'].includes(String(kind))
  return [
    ...['recordType', 'label', 'kind'],
    ...(kind === 'choice' || kind === 'choices' ? ['choices'] : []),
    ...(kind === 'ref' || kind === 'refs' ? ['target'] : []),
    ...(kind === 'computed' ? ['formula'] : []),
    ...(kind === 'decimal' || kind === 'percent' || kind === 'computed' ? ['digits'] : []),
    ...['panel', 'help'],
    ...(kind === 'computed' ? [] : ['isRequired']),
    ...(isText ? ['isSearched'] : []),
    ...(['secret', 'json', 'longText', 'computed'].includes(String(kind)) ? [] : ['isIndexed']),
    'isSeenByFew',
    ...(kind === 'computed' ? [] : ['isSetByFew']),
  ]
}

function AddField({ registry }: { registry: Registry }) {
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [values, setValues] = useState(start)
  const [form] = useState(() => formOf(registry))
  const asked = questionsFor(values.kind)
  const { problem, isBusy, submit } = useSubmit(async () => {
    const given = asked.flatMap((name) => (isGiven(values[name]) ? [[name, sentAs(name, values[name])]] : []))
    const added = await api<{ recordType: string }>('POST', '/added-fields', { body: Object.fromEntries(given) })
    await Promise.all([
      client.invalidateQueries({ queryKey: fieldsKey }),
      client.invalidateQueries({ queryKey: keys.me }),
    ])
    const record = registry.record(added.recordType)
    toast({ says: `${String(values.label)} is there: ${inSentence(record.label[1])} have it now` })
    setValues({ ...start, recordType: added.recordType })
    setOpen(false)
  })
  if (!isOpen)
    return (
      <div className={css.actions}>
        <Button size="sm" onClick={() => setOpen(true)}>
          Add a field
        </Button>
      </div>
    )
  const says = (field: string) => problem?.problems.find((one) => one.field === field)?.says
  return (
    <form className={css.form} onSubmit={submit} aria-label="Add a field">
      {asked.map((field) =>
        field === 'formula' ? (
          <FormulaInput
            key={field}
            record={registry.records.find(({ name }) => name === values['recordType']) ?? null}
            value={String(values[field] ?? '')}
            error={says(field)}
            onChange={(formula) => setValues((before) => ({ ...before, formula }))}
          />
        ) : (
          <EditValue
            key={field}
            record={form}
            field={field}
            value={values[field]}
            error={says(field)}
            onChange={(value) => setValues((before) => ({ ...before, [field]: value }))}
          />
        ),
      )}
      {problem && problem.problems.length === 0 && (
        <p role="alert" className={css.problem}>
          {problem.message}
        </p>
      )}
      <div className={css.actions}>
        <Button type="submit" size="sm" loading={isBusy}>
          Add this field
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== false
const sentAs = (name: string, value: unknown): unknown => (name === 'choices' ? linesOf(String(value)) : value)
