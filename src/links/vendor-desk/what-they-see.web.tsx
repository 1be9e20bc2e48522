import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Comment, StoredFile } from '../../kernel/traits/wire.ts'
import { read } from '../../kernel/web/api.web.ts'
import type { Row } from '../../kernel/web/record/row.ts'
import { plainFor } from './for-vendor.ts'
import type { Shares } from './shares.ts'
import css from './vendor-desk.module.css'

interface SeeProps {
  readonly ticket: Row
  readonly chosen: Shares
  readonly set: (change: Partial<Shares>) => void
}

/** What of the ticket goes along, each thing by a tick. Internal notes aren't offered: they stay inside. */
export function WhatTheySee({ ticket, chosen, set }: SeeProps) {
  const { data } = useQuery({
    queryKey: ['giving', 'of', ticket.id],
    queryFn: async ({ signal }) => {
      const [{ comments }, { files }] = await Promise.all([
        read<{ comments: readonly Comment[] }>(`/records/${ticket.id}/comments`, {}, signal),
        read<{ files: readonly StoredFile[] }>(`/records/${ticket.id}/files`, {}, signal),
      ])
      return { comments: comments.filter(({ isInternal, removedAt }) => !isInternal && removedAt === null), files }
    },
  })
  const hasDescription = typeof ticket.description === 'string' && ticket.description !== ''
  return (
    <fieldset className={css.choose}>
      <legend>What they see of the ticket</legend>
      {hasDescription && (
        <div>
          <Checkbox
            label="The description"
            description={shortOf(plainFor(String(ticket.description)))}
            checked={chosen.description}
            onChange={({ currentTarget }) => set({ description: currentTarget.checked })}
          />
        </div>
      )}
      {data?.comments.map(({ id, by, text }) => (
        <div key={id}>
          <Checkbox
            label={`What ${by.name} wrote`}
            description={shortOf(plainFor(text))}
            checked={chosen.comments.includes(id)}
            onChange={() => set({ comments: toggled(chosen.comments, id) })}
          />
        </div>
      ))}
      {data?.files.map(({ id, name }) => (
        <div key={id}>
          <Checkbox
            label={`The file ${name}`}
            checked={chosen.files.includes(id)}
            onChange={() => set({ files: toggled(chosen.files, id) })}
          />
        </div>
      ))}
      <p className={css.dim}>Never who asked, and no internal note.</p>
    </fieldset>
  )
}

/** The same without one of them, or with it. */
export const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]

const shortOf = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
