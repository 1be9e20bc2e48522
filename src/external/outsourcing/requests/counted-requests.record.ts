import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { problemOfCount } from './counted-requests.checks.ts'

export const CountedRequests = defineRecord('counted_requests', {
  label: ['Request count', 'Request counts'],
  about:
    'How many requests a service was sent in a stretch of time, and how many of them failed, as a promise counts them.',
  title: 'slot',
  icon: 'activity',
  fields: {
    promise: f.ref('availability_promise', {
      ...{ required: true, fixed: true, index: true, onArchive: 'restrict' },
      help: 'The promise that is measured by requests.',
    }),
    service: f.ref('service', { required: true, fixed: true, index: true, help: 'One of those it is promised for.' }),
    startsAt: f.dateTime({ required: true, fixed: true, index: true, label: 'From' }),
    endsAt: f.dateTime({
      required: true,
      fixed: true,
      label: 'Until',
      help: 'The first moment that is no part of it.',
    }),
    total: f.int({ required: true, min: 0, label: 'Requests' }),
    failed: f.int({ required: true, min: 0, help: 'How many of them failed, as the contract says what that is.' }),
    key: f.text({
      ...{ max: 120, unique: true },
      help: 'By what it is recognised when it is brought in again, such as the number that the monitoring gives it.',
    }),
    slot: f.text({ max: 160, unique: true, worked: 'kept', label: 'Stretch' }),
  },
  access: {
    read: { holds: 'counted_requests.read' },
    create: { holds: 'counted_requests.write' },
    update: { holds: 'counted_requests.write' },
    archive: { holds: 'counted_requests.archive' },
  },
  list: { columns: ['startsAt', 'endsAt', 'promise', 'service', 'total', 'failed'], sort: '-startsAt' },
  page: [{ panel: 'Count', shows: ['promise', 'service', 'startsAt', 'endsAt', 'total', 'failed', 'key'] }],
  indexes: [['promise', 'startsAt']],
  matchOn: ['key'],
  check: (row) => [problemOfCount(row)],
})
export type CountedRequests = RowOf<typeof CountedRequests>
