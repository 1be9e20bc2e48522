import { ActionIcon } from '@mantine/core'
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { Link } from '@tanstack/react-router'
import { pathOf } from '../../record/registry.ts'
import { PeekRecord } from '../record/pages.web.tsx'
import type { Row } from '../record/row.ts'
import css from './list.module.css'
import { useList } from './list-model.web.ts'

/** One record beside the list, without leaving it. */
export default function Peek({ row, close }: { row: Row; close: () => void }) {
  const { record } = useList()
  return (
    <aside className={css.peek} aria-label={`${record.label[0]}: ${row.title}`}>
      <div className={css.peekHead}>
        <Link to="/$path/$id" params={{ path: pathOf(record), id: row.id }} className={css.peekOpen}>
          <IconExternalLink size={14} aria-hidden /> Open
        </Link>
        <ActionIcon aria-label="Close" onClick={close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <PeekRecord key={row.id} record={record} id={row.id} />
    </aside>
  )
}
