import type { AnyRecord } from '../../record/define.ts'

/** The page at `/{path}/new`. Values to start from come in the search parameter `set`, a JSON object. */
export function NewRecordPage({ record }: { record: AnyRecord }) {
  return <main>New {record.label[0]}</main>
}

/** The page at `/{path}/{id or number}`, and with `isEditing` at `/{path}/{id}/edit`: the whole form. */
export function RecordPage({ record, id, isEditing = false }: { record: AnyRecord; id: string; isEditing?: boolean }) {
  return (
    <main>
      {record.label[0]} {id} {isEditing ? 'form' : 'page'}
    </main>
  )
}

/** The same record, compact, for the peek panel beside a list: title, facts, moves and editable values. */
export function PeekRecord({ record, id }: { record: AnyRecord; id: string }) {
  return (
    <section>
      {record.label[0]} {id}
    </section>
  )
}
