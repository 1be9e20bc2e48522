import type { AnyRecord } from '../../record/define.ts'
import type { Fields } from '../../record/field.ts'

/** Fields that belong to no record (an action's input, a task) seen as one, so that the same editors and checks serve them. */
export const asRecord = (name: string, fields: Fields): AnyRecord => ({
  name,
  label: [name, name],
  about: '',
  fields,
  access: { read: 'nobody', create: 'nobody', update: 'nobody', archive: 'nobody' },
  list: { columns: [], sort: '' },
  page: [{ panel: '', shows: Object.keys(fields) }],
})
