import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys, read } from '../../kernel/web/api.web.ts'
import css from './picture.module.css'

interface Found {
  readonly id: string
  readonly title: string
  readonly [field: string]: unknown
}
interface FindProps {
  readonly type: string
  readonly path: string
  readonly placeholder: string
  readonly filter?: Readonly<Record<string, unknown>>
  /** The field that is shown after the name. */
  readonly also?: string
  readonly onFound: (id: string) => void
}

/** A box to type a record's name in; choosing one takes the picture there. */
export function FindRecord({ type, path, placeholder, filter, also, onFound }: FindProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 150)
  const { data } = useQuery({
    queryKey: [...keys.lists(type), 'find', asked, filter],
    queryFn: ({ signal }) =>
      read<{ rows: readonly Found[] }>(
        path,
        { q: asked, limit: 8, filter: filter ? JSON.stringify(filter) : null },
        signal,
      ),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const rows = asked === '' ? [] : (data?.rows ?? [])
  // The options come after the letters; Enter takes the first of those that are there.
  const first = rows[0]?.id
  const { selectFirstOption } = combobox
  useEffect(() => {
    if (first) selectFirstOption()
  }, [first, selectFirstOption])
  const choose = (id: string) => {
    combobox.closeDropdown()
    setText('')
    onFound(id)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={300} position="bottom-start">
      <Combobox.Target>
        <TextInput
          className={css.find}
          size="xs"
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          leftSection={<IconSearch size={14} aria-hidden />}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === ''}>
        <Combobox.Options>
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              <span className={css.words}>
                {row.title}
                {also && typeof row[also] === 'string' && <span className={css.line}>{row[also]}</span>}
              </span>
            </Combobox.Option>
          ))}
          {rows.length === 0 && <Combobox.Empty>Nobody and nothing by that name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
