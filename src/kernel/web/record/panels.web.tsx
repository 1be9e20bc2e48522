import { type ReactNode, Suspense, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { unitFieldOf } from '../../record/interval.ts'
import { labelOf } from '../../record/registry.ts'
import { useMe } from '../session.web.tsx'
import { type Panel, panelsOf, type PartProps } from './extend.web.tsx'
import { isEmpty, isShown } from './form.ts'
import { allowsField } from './guard.ts'
import classes from './record.module.css'
import type { Row } from './row.ts'
import { Lines } from './states.web.tsx'
import { Value } from './value.web.tsx'

/** A titled box of a record's page. */
export function PanelBox({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.panel} aria-label={title}>
      <h2 className={classes.panelTitle}>{title}</h2>
      {children}
    </section>
  )
}

/** What a hand-written panel draws; it may come in a file of its own. */
export function PanelBody({ panel, record, row }: PartProps & { panel: Panel }) {
  return (
    <div className={classes.panelBody}>
      <Suspense fallback={<Lines count={3} />}>
        <panel.component record={record} row={row} />
      </Suspense>
    </div>
  )
}

/** The declared panels of a record and the hand-written ones that belong on its overview. */
export function Panels({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const [opened, setOpened] = useState<readonly string[]>([])
  const handWritten = panelsOf(record.name).filter((panel) => !panel.tab)
  const declared = declaredPanels(record, row)
  const folded = foldedOf(declared, row).filter((panel) => !opened.includes(panel))
  const wide = (comesFirst: boolean) =>
    handWritten
      .filter((panel) => panel.isWide && (panel.comesFirst ?? false) === comesFirst)
      .map((panel) => (
        <PanelBox key={panel.title} title={panel.title}>
          <PanelBody panel={panel} record={record} row={row} />
        </PanelBox>
      ))
  return (
    <>
      {wide(true)}
      <div className={classes.panels}>
        {declared
          .filter(({ panel }) => !folded.includes(panel))
          .map(({ panel, names }) => (
            <DeclaredPanel key={panel} {...{ record, row, isFrozen, panel, names }} />
          ))}
        {handWritten
          .filter((panel) => !panel.isWide)
          .map((panel) => (
            <PanelBox key={panel.title} title={panel.title}>
              <PanelBody panel={panel} record={record} row={row} />
            </PanelBox>
          ))}
      </div>
      {folded.length > 0 && (
        <p className={classes.folded}>
          Nothing yet under{' '}
          {folded.map((panel) => (
            <button key={panel} type="button" onClick={() => setOpened((now) => [...now, panel])}>
              {panel}
            </button>
          ))}
        </p>
      )}
      {wide(false)}
    </>
  )
}

interface Declared {
  readonly panel: string
  readonly names: readonly string[]
}

function declaredPanels(record: AnyRecord, row: Row): readonly Declared[] {
  const panels = record.page.map(({ panel, shows }) => ({
    panel,
    names: withoutUnits(
      record,
      shows.filter((name) => isReadable(record, row, name)),
    ),
  }))
  return panels.filter(({ names }) => names.length > 0)
}

/** In what a length is counted is read and edited with the length itself. */
function withoutUnits(record: AnyRecord, names: readonly string[]): readonly string[] {
  const units = new Set(names.map((name) => unitFieldOf(record, name)))
  return names.filter((name) => !units.has(name))
}

/** Panels that a page can show without folding any. */
const fewPanels = 4

/** On a page of many panels, those in which nothing is filled in: they are named in one line, and open from there. */
function foldedOf(panels: readonly Declared[], row: Row): readonly string[] {
  if (panels.length <= fewPanels) return []
  const isBlank = (value: unknown): boolean => isEmpty(value) || value === false || value === 0
  return panels.filter(({ names }) => names.every((name) => isBlank(row[name]))).map(({ panel }) => panel)
}

interface PanelProps extends Declared {
  readonly record: AnyRecord
  readonly row: Row
  readonly isFrozen: boolean
}

function DeclaredPanel({ record, row, isFrozen, panel, names }: PanelProps) {
  const { permissions } = useMe()
  const canUpdate = row.can.includes('update') && !isFrozen
  return (
    <PanelBox title={panel}>
      <dl className={classes.values}>
        {names.map((name) => {
          const field = record.fields[name]
          const isEditable = canUpdate && field !== undefined && allowsField(field, 'write', permissions)
          // A panel of one value named like it says its label once.
          const isNamed = names.length === 1 && labelOf(name, field) === panel
          return <Value key={name} {...{ record, row, name, isEditable, isNamed }} />
        })}
      </dl>
    </PanelBox>
  )
}

/** A field that the caller may not read is absent from the row; one that depends on others shows when it applies. */
function isReadable(record: AnyRecord, row: Row, name: string): boolean {
  const field = record.fields[name]
  return field !== undefined && name in row && isShown(field, row)
}
