import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Ref } from '../../record/field.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { read } from '../api.web.ts'
import { useHasFace, useRegistry } from '../application.web.ts'
import type { EditorProps } from './editor.ts'
import { Face } from './face.web.tsx'
import { unseen } from './reference.web.tsx'
import { refOf, refsOf } from './wire.ts'

export function ReferenceEdit({ value, onChange, definition, frame, isLabelled = true }: EditorProps) {
  const to = definition.options.to ?? ''
  const chosen = refOf(value)
  const search = useTargets(to, chosen ? [chosen] : [], chosen?.title ?? '')
  const renderOption = useOption(to)
  return (
    <Select
      {...frame}
      openOnFocus={!isLabelled || !frame.autoFocus}
      data={search.options}
      value={chosen?.id ?? null}
      onChange={(id) => onChange(id === null ? null : (search.refs.find((ref) => ref.id === id) ?? null))}
      searchable
      searchValue={search.text}
      onSearchChange={search.setText}
      filter={({ options }) => options}
      clearable={!definition.options.required}
      allowDeselect={false}
      nothingFoundMessage={search.message}
      renderOption={renderOption}
      leftSection={useHasFace(to) && chosen?.title ? <Face name={chosen.title} isBare /> : undefined}
    />
  )
}

export function ReferencesEdit({ value, onChange, definition, frame, isLabelled = true }: EditorProps) {
  const to = definition.options.to ?? ''
  const chosen = refsOf(value)
  const search = useTargets(to, chosen, '')
  const renderOption = useOption(to)
  return (
    <MultiSelect
      {...frame}
      openOnFocus={!isLabelled || !frame.autoFocus}
      data={search.options}
      value={chosen.map((ref) => ref.id)}
      onChange={(ids) =>
        onChange(ids.map((id) => search.refs.find((ref) => ref.id === id)).filter((ref) => ref !== undefined))
      }
      searchable
      searchValue={search.text}
      onSearchChange={search.setText}
      filter={({ options }) => options}
      hidePickedOptions
      clearable
      nothingFoundMessage={search.message}
      renderOption={renderOption}
    />
  )
}

/** The first records of a type that match what is typed, and those already chosen. */
function useTargets(to: string, chosen: readonly Ref[], rest: string) {
  const record = useRegistry().record(to)
  const [text, setText] = useState(rest)
  const wanted = text === rest ? '' : text
  const [q] = useDebouncedValue(wanted, 150)
  const { data, isFetching } = useQuery({
    queryKey: ['targets', to, q],
    queryFn: ({ signal }) => read<{ rows: readonly Ref[] }>(`/${pathOf(record)}`, { q, limit: 20 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
  const found = (data?.rows ?? []).map(({ id, title }) => ({ id, title }))
  const refs = [...chosen, ...found.filter((ref) => !chosen.some((one) => one.id === ref.id))]
  const options = refs.map((ref) => ({ value: ref.id, label: ref.title ?? unseen }))
  const message = isFetching ? 'Looking…' : `No ${inSentence(record.label[1])} found`
  return { text, setText, refs, options, message }
}

function useOption(to: string) {
  const hasFace = useHasFace(to)
  return ({ option }: { option: { label?: unknown } }) =>
    hasFace ? <Face name={String(option.label)} /> : <span>{String(option.label)}</span>
}
