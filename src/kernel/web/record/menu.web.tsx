import { ActionIcon, Kbd, Menu } from '@mantine/core'
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconArchiveOff from '@tabler/icons-react/dist/esm/icons/IconArchiveOff.mjs'
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import IconEyeOff from '@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconShieldQuestion from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs'
import { lazy, Suspense, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { addressOf } from '../api.web.ts'
import { mayI, useMe } from '../session.web.tsx'
import { toast } from '../toast.web.tsx'
import { ActionDialog } from './action.web.tsx'
import { actionsOf, type MoveChoice } from './moves.ts'
import type { Row } from './row.ts'
import type { Verbs } from './verbs.web.ts'
import { useWatch } from './watch.web.tsx'

const AskApproval = lazy(() => import('../approvals/ask-approval.web.tsx'))
const WhoCan = lazy(() => import('./who-can.web.tsx'))

interface MenuProps {
  record: AnyRecord
  row: Row
  verbs: Verbs
  moves: readonly MoveChoice[]
  onEdit: () => void
}

/** Everything that can be done to a record beyond its next move. */
export function RecordMenu({ record, row, verbs, moves, onEdit }: MenuProps) {
  const [action, setAction] = useState<string | null>(null)
  const [asked, setAsked] = useState<'who' | 'approval' | null>(null)
  const actions = actionsOf(record, row)
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label="More actions">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {moves.map((move) => (
            <Menu.Item key={move.name} onClick={() => void verbs.move(move)}>
              {move.label}
            </Menu.Item>
          ))}
          {actions.map(({ name, label }) => (
            <Menu.Item key={name} onClick={() => setAction(name)}>
              {label}…
            </Menu.Item>
          ))}
          {moves.length + actions.length > 0 && <Menu.Divider />}
          <Always record={record} row={row} onEdit={onEdit} onAsk={setAsked} />
          <Ending row={row} verbs={verbs} />
        </Menu.Dropdown>
      </Menu>
      {action && <ActionDialog record={record} action={action} verbs={verbs} onClose={() => setAction(null)} />}
      <Suspense fallback={null}>
        {asked === 'who' && <WhoCan record={record} row={row} onClose={() => setAsked(null)} />}
        {asked === 'approval' && <AskApproval record={record} row={row} onClose={() => setAsked(null)} />}
      </Suspense>
    </>
  )
}

interface AlwaysProps {
  record: AnyRecord
  row: Row
  onEdit: () => void
  onAsk: (what: 'who' | 'approval') => void
}

function Always({ record, row, onEdit, onAsk }: AlwaysProps) {
  const me = useMe()
  const watch = useWatch(record, row.id)
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/${pathOf(record)}/${row.number ?? row.id}`)
    toast({ says: 'The link is in the clipboard' })
  }
  const file = (format: string) =>
    addressOf(`/${pathOf(record)}/export`, { format, filter: JSON.stringify({ id: row.id }), archived: 'with' })
  return (
    <>
      {row.can.includes('update') && (
        <Menu.Item leftSection={<IconPencil size={15} />} rightSection={<Kbd size="xs">E</Kbd>} onClick={onEdit}>
          Edit everything
        </Menu.Item>
      )}
      {row.can.includes('update') && (
        <Menu.Item leftSection={<IconCircleCheck size={15} />} onClick={() => onAsk('approval')}>
          Ask for approval…
        </Menu.Item>
      )}
      {watch && (
        <Menu.Item leftSection={watch.isOn ? <IconEyeOff size={15} /> : <IconEye size={15} />} onClick={watch.toggle}>
          {watch.isOn ? 'Stop watching' : 'Watch for changes'}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copy()}>
        Copy link
      </Menu.Item>
      <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
        Print
      </Menu.Item>
      {mayI(me, 'account.manage') && (
        <Menu.Item leftSection={<IconShieldQuestion size={15} />} onClick={() => onAsk('who')}>
          Who can see this, and why?
        </Menu.Item>
      )}
      {mayI(me, 'export.run') && (
        <Menu.Item leftSection={<IconDownload size={15} />} component="a" href={file('xlsx')} download>
          Export as a spreadsheet
        </Menu.Item>
      )}
    </>
  )
}

function Ending({ row, verbs }: { row: Row; verbs: Verbs }) {
  const canArchive = row.can.includes('archive')
  const canRestore = row.can.includes('restore')
  if (!canArchive && !canRestore) return null
  return (
    <>
      <Menu.Divider />
      {canRestore && (
        <Menu.Item leftSection={<IconArchiveOff size={15} />} onClick={() => void verbs.restore()}>
          Restore
        </Menu.Item>
      )}
      {canArchive && (
        <Menu.Item leftSection={<IconArchive size={15} />} onClick={() => void verbs.archive()}>
          Archive
        </Menu.Item>
      )}
    </>
  )
}
