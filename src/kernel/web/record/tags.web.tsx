import { Pill, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { TagUse } from '../../traits/wire.ts'
import { normalTag } from '../../traits/tag.ts'
import { api, read } from '../api.web.ts'
import { useChangeAtOnce, useParts } from './ask.web.ts'
import page from './page.module.css'
import classes from './record.module.css'
import traits from './traits.module.css'
import type { Row } from './row.ts'

/** The words a record was given, with those others use offered while typing. */
export function Tags({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const { data } = useParts(record, row.id)
  const changeAtOnce = useChangeAtOnce(row.id)
  const [text, setText] = useState('')
  const [isTyping, setTyping] = useState(false)
  const tags = data?.tags ?? []
  const { data: known } = useQuery({
    queryKey: ['tags', record.name],
    queryFn: ({ signal }) => read<{ tags: readonly TagUse[] }>('/tags', { type: record.name }, signal),
    staleTime: 60_000,
    enabled: isTyping,
  })
  const put = (given: readonly string[]) => {
    const next = [...new Set(given.map(normalTag))].filter(Boolean).sort()
    void changeAtOnce(
      (parts) => ({ ...parts, tags: next }),
      () => api('PUT', `/records/${row.id}/tags`, { body: { tags: next } }),
    )
  }
  const canTag = row.can.includes('update') && !isFrozen
  return (
    <section aria-label="Tags">
      <h2 className={page.railTitle}>Tags</h2>
      {canTag ? (
        <TagsInput
          aria-label="Tags"
          variant="unstyled"
          classNames={{ input: traits.tagInput, inputField: traits.tagField, pill: traits.tag }}
          placeholder={tags.length === 0 ? 'Add a tag…' : ''}
          value={[...tags]}
          onChange={put}
          onFocus={() => setTyping(true)}
          searchValue={text}
          onSearchChange={setText}
          data={(known?.tags ?? []).map((tag) => tag.name)}
          maxDropdownHeight={220}
          acceptValueOnBlur
        />
      ) : (
        <Pill.Group>
          {tags.map((tag) => (
            <Pill key={tag} className={traits.tag}>
              {tag}
            </Pill>
          ))}
          {tags.length === 0 && <span className={classes.dim}>None</span>}
        </Pill.Group>
      )}
    </section>
  )
}
