import { type ReactNode, Suspense } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { labelOf } from '../../record/registry.ts'
import { useMe } from '../session.web.tsx'
import { type Panel, panelsOf, type PartProps } from './extend.web.tsx'
import { isShown } from './form.ts'
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
  const { permissions } = useMe()
  const canUpdate = row.can.includes('update') && !isFrozen
  const handWritten = panelsOf(record.name).filter((panel) => !panel.tab)
  return (
    <>
      <div className={classes.panels}>
        {record.page.map(({ panel, shows }) => {
          const names = shows.filter((name) => isReadable(record, row, name))
          if (names.length === 0) return null
          return (
            <PanelBox key={panel} title={panel}>
              <dl className={classes.values}>
                {names.map((name) => {
                  const field = record.fields[name]
                  const isEditable = canUpdate && field !== undefined && allowsField(field, 'write', permissions)
                  // A panel of one value named like it says its label once.
                  const isNamed = names.length === 1 && labelOf(name, field) === panel
                  return (
                    <Value key={name} record={record} row={row} name={name} isEditable={isEditable} isNamed={isNamed} />
                  )
                })}
              </dl>
            </PanelBox>
          )
        })}
        {handWritten
          .filter((panel) => !panel.isWide)
          .map((panel) => (
            <PanelBox key={panel.title} title={panel.title}>
              <PanelBody panel={panel} record={record} row={row} />
            </PanelBox>
          ))}
      </div>
      {handWritten
        .filter((panel) => panel.isWide)
        .map((panel) => (
          <PanelBox key={panel.title} title={panel.title}>
            <PanelBody panel={panel} record={record} row={row} />
          </PanelBox>
        ))}
    </>
  )
}

/** A field that the caller may not read is absent from the row; one that depends on others shows when it applies. */
function isReadable(record: AnyRecord, row: Row, name: string): boolean {
  const field = record.fields[name]
  return field !== undefined && name in row && isShown(field, row)
}
