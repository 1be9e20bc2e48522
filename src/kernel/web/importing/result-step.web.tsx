import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Counts, ImportView, RowOutcome } from '../../importing/import.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { countText } from '../field/words.ts'
import { Discard } from './columns-step.web.tsx'
import { isWorking, refusedAddress, useStep } from './data.web.ts'
import css from './importing.module.css'
import { MoreInFile } from './more-in-file.web.tsx'
import { ImportRows } from './rows.web.tsx'
import { Working } from './working.web.tsx'
import { outcomeTabs } from './words.ts'

interface Props {
  readonly given: ImportView
  readonly record: AnyRecord
  readonly onColumns: () => void
}

/** The third and fourth step: what would happen to each row, the work itself, and what became of it. */
export function ResultStep({ given, record, onColumns }: Props) {
  if (isWorking(given.status)) return <Working given={given} record={record} />
  return (
    <>
      <p className={css.summary} role="status">
        {summaryOf(given, record)}
      </p>
      {given.problem && <p className={css.problem}>{given.problem}</p>}
      <Actions given={given} record={record} onColumns={onColumns} />
      {given.status === 'applied' && <MoreInFile given={given} record={record} />}
      <Outcomes given={given} record={record} />
    </>
  )
}

const total = (counts: Counts, ...names: readonly RowOutcome[]): number =>
  names.reduce((sum, name) => sum + (counts[name] ?? 0), 0)

function summaryOf({ status, counts }: ImportView, record: AnyRecord): string {
  const many = (count: number): string => `${countText(count)} ${inSentence(record.label[count === 1 ? 0 : 1])}`
  const created = total(counts, 'create')
  const updated = total(counts, 'update')
  const left = total(counts, 'refused', 'conflict')
  const same = total(counts, 'skip')
  if (status === 'undone') {
    const archived = `${many(created)} it created ${created === 1 ? 'is' : 'are'} archived`
    return `This import was undone: ${created > 0 ? `the ${archived}, and ` : ''}what it changed is as before.`
  }
  if (status === 'failed' && created + updated === 0) return 'The preview could not be made.'
  const isDone = status === 'applied' || status === 'failed'
  const parts = [
    created > 0 && `${many(created)} ${isDone ? (created === 1 ? 'was' : 'were') + ' created' : 'will be created'}`,
    updated > 0 && `${many(updated)} ${isDone ? (updated === 1 ? 'was' : 'were') + ' changed' : 'will be changed'}`,
    same > 0 && `${countText(same)} ${sameText(same, isDone)}`,
    left > 0 &&
      `${countText(left)} ${isDone ? `${left === 1 ? 'was' : 'were'} left out` : 'can’t be taken and will be left out'}`,
  ].filter((part): part is string => typeof part === 'string')
  return parts.length > 0 ? `${parts.join(', ')}.` : 'There is nothing to import.'
}

function sameText(count: number, isDone: boolean): string {
  if (count === 1) return isDone ? 'stayed as it was' : 'stays as it is'
  return isDone ? 'stayed as they were' : 'stay as they are'
}

function Actions({ given, record, onColumns }: Props) {
  const { step, isBusy } = useStep(given.id)
  const { id, status, counts } = given
  const ready = total(counts, 'create', 'update')
  const open = total(counts, 'refused', 'conflict') + (counts.noted ?? 0)
  const report = open > 0 && (
    <Button component="a" href={refusedAddress(id)} download variant="default" h={32}>
      Download {countText(open)} {open === 1 ? 'row' : 'rows'} with reasons
    </Button>
  )
  if (status === 'ready')
    return (
      <div className={css.actions}>
        {ready > 0 && (
          <Button h={32} px={14} loading={isBusy} onClick={() => void step('POST', 'apply')}>
            Import {countText(ready)} {ready === 1 ? 'row' : 'rows'}
          </Button>
        )}
        <Button variant="default" h={32} onClick={onColumns}>
          Change columns
        </Button>
        {report}
        <Discard id={id} />
      </div>
    )
  return (
    <div className={css.actions}>
      {status === 'failed' && ready > 0 && (
        <Button h={32} loading={isBusy} onClick={() => void step('POST', 'apply')}>
          Try again
        </Button>
      )}
      {status === 'failed' && (
        <Button variant="default" h={32} onClick={onColumns}>
          Change columns
        </Button>
      )}
      {status === 'applied' && (
        <Button component={Link} to={`/${pathOf(record)}`} h={32} px={14}>
          See {inSentence(record.label[1])}
        </Button>
      )}
      {report}
      {(status === 'applied' || status === 'failed') && ready > 0 && (
        <Button variant="default" h={32} loading={isBusy} onClick={() => void step('POST', 'undo')}>
          Undo this import
        </Button>
      )}
      {status === 'undone' && (
        <Button component={Link} to={'/imports' as '/'} variant="default" h={32}>
          Import another file
        </Button>
      )}
    </div>
  )
}

function Outcomes({ given, record }: Omit<Props, 'onColumns'>) {
  const isDone = given.status !== 'ready'
  const tabs = outcomeTabs(given.counts, isDone)
  const [chosen, choose] = useState<RowOutcome | 'noted' | null>(null)
  if (tabs.length === 0) return null
  return (
    <section className={css.section} aria-label="Rows">
      <div className={css.tabs} role="group" aria-label="Show rows">
        <Tab label="All" count={given.rows} isActive={chosen === null} onClick={() => choose(null)} />
        {tabs.map(({ key, label, count }) => (
          <Tab key={key} label={label} count={count} isActive={chosen === key} onClick={() => choose(key)} />
        ))}
      </div>
      <ImportRows given={given} record={record} outcome={chosen} isDone={isDone} />
    </section>
  )
}

const Tab = ({
  label,
  count,
  isActive,
  onClick,
}: {
  label: string
  count: number
  isActive: boolean
  onClick: () => void
}) => (
  <button type="button" className={css.tab} aria-pressed={isActive} onClick={onClick}>
    {label} <span className={css.tabCount}>{countText(count)}</span>
  </button>
)
