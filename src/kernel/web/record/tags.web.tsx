import { Pill, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { TagUse } from '../../traits/wire.ts'
import { read } from '../api.web.ts'
import { toastProblem } from '../toast.web.tsx'
import { useChangeTrait, useTags } from './ask.web.ts'
import page from './page.module.css'
import classes from './record.module.css'
import traits from './traits.module.css'
import type { Row } from './row.ts'

/** The words a record was given, with those others use offered while typing. */
export function Tags({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const { data } = useTags(row.id)
  const change = useChangeTrait(row.id)
  const [pending, setPending] = useState<readonly string[] | null>(null)
  const [text, setText] = useState('')
  const tags = pending ?? data?.tags ?? []
  const { data: known } = useQuery({
    queryKey: ['tags', record.name],
    queryFn: ({ signal }) => read<{ tags: readonly TagUse[] }>('/tags', { type: record.name }, signal),
    staleTime: 60_000,
  })
  const put = async (next: readonly string[]) => {
    setPending(next)
    await change('PUT', `/records/${row.id}/tags`, { tags: next }).catch(toastProblem)
    setPending(null)
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
          onChange={(next) => void put(next)}
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
