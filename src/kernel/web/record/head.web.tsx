import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import IconStar from '@tabler/icons-react/dist/esm/icons/IconStar.mjs'
import IconStarFilled from '@tabler/icons-react/dist/esm/icons/IconStarFilled.mjs'
import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { useHasFace } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { ShowValue } from '../field/show.web.tsx'
import { State } from '../field/state.web.tsx'
import { factsOf } from './facts.ts'
import { useFavourite } from './favourite.web.ts'
import { ActionDialog } from './action.web.tsx'
import { MoveButton } from './move.web.tsx'
import { actionsOf, movesOf } from './moves.ts'
import page from './page.module.css'
import { RecordMenu } from './menu.web.tsx'
import type { Row } from './row.ts'
import type { Verbs } from './verbs.web.ts'

interface HeadProps {
  record: AnyRecord
  row: Row
  verbs: Verbs
  /** Shown as it stood on another day: nothing can be done to it. */
  isFrozen: boolean
  isCompact?: boolean
}

/** Number, title and the line that says what it is; at the right the next sensible move and everything else. */
export function Head({ record, row, verbs, isFrozen, isCompact = false }: HeadProps) {
  const hasFace = useHasFace(record)
  const Title = isCompact ? 'h2' : 'h1'
  const title = row.title ?? row.number ?? record.label[0]
  return (
    <header className={page.head}>
      {hasFace && !isCompact && <Face name={title} size={48} isBare />}
      <div className={page.headMain}>
        <div className={page.titleLine}>
          {row.number && <span className={page.number}>{row.number}</span>}
          <Title className={page.title}>{title}</Title>
        </div>
        <Facts record={record} row={row} />
      </div>
      {!isFrozen && <Actions record={record} row={row} verbs={verbs} />}
    </header>
  )
}

function Facts({ record, row }: { record: AnyRecord; row: Row }) {
  const facts = factsOf(record, row)
  if (!row.state && facts.length === 0) return null
  return (
    <p className={page.facts}>
      {row.state && (
        <span className={page.fact}>
          <State record={record} state={row.state} />
        </span>
      )}
      {facts.map(({ name, before, after }) => (
        <span key={name} className={page.fact}>
          {before && <span className={page.factWord}>{before.trim()}</span>}
          <ShowValue record={record} field={name} value={row[name]} isRound />
          {after && <span className={page.factWord}>{after.trim()}</span>}
        </span>
      ))}
    </p>
  )
}

function Actions({ record, row, verbs }: { record: AnyRecord; row: Row; verbs: Verbs }) {
  const navigate = useNavigate()
  const favourite = useFavourite(record, row)
  const moves = movesOf(record, row)
  const next = moves.find(({ isRare }) => !isRare)
  const others = moves.filter((move) => move !== next)
  const edit = () => navigate({ to: '/$path/$id/edit', params: { path: pathOf(record), id: row.number ?? row.id } })
  const says = favourite.isOn ? 'Remove from favourites' : 'Add to favourites'
  return (
    <div className={page.actions}>
      <Tooltip label={says} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={says}
          aria-pressed={favourite.isOn}
          onClick={favourite.toggle}
        >
          {favourite.isOn ? <IconStarFilled size={17} /> : <IconStar size={17} />}
        </ActionIcon>
      </Tooltip>
      {next && <MoveButton move={next} others={others} verbs={verbs} />}
      {!next && row.can.includes('update') && (
        <Button size="xs" variant="default" onClick={edit}>
          Edit
        </Button>
      )}
      {!next && <FirstAction record={record} row={row} verbs={verbs} />}
      <RecordMenu record={record} row={row} verbs={verbs} moves={others} onEdit={edit} />
    </div>
  )
}

/** Where no move is next, the first thing that can be done to this record stands where a move would. */
function FirstAction({ record, row, verbs }: { record: AnyRecord; row: Row; verbs: Verbs }) {
  const [isAsked, setIsAsked] = useState(false)
  const [first] = actionsOf(record, row)
  if (!first) return null
  return (
    <>
      <Button size="xs" onClick={() => setIsAsked(true)}>
        {first.label}
      </Button>
      {isAsked && <ActionDialog record={record} action={first.name} verbs={verbs} onClose={() => setIsAsked(false)} />}
    </>
  )
}
