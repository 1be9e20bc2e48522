import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const Device = defineRecord('device', {
  label: ['Device', 'Devices'],
  about: 'A piece of hardware that people work with: a laptop, a phone, a monitor.',
  title: 'name',
  icon: 'device-laptop',
  traits: ['comments', 'files', 'tags', 'relations'],
  fields: {
    assetTag: f.text({ required: true, max: 40, search: 'A', unique: true, help: 'What is written on its label.' }),
    name: f.text({ max: 300, search: 'A', worked: 'kept' }),
    kind: f.choice(['laptop', 'desktop', 'phone', 'tablet', 'monitor', 'printer', 'other'], { default: 'laptop' }),
    manufacturer: f.text({ max: 120, search: 'B' }),
    model: f.text({ max: 160, search: 'B' }),
    serialNumber: f.text({ max: 80, search: 'A', index: true }),
    assignedTo: f.ref('person', { index: true }),
    location: f.ref('location', { index: true }),
    service: f.ref('service'),
    boughtOn: f.date(),
    warrantyUntil: f.date(),
  },
  states: {
    start: 'in_stock',
    all: ['in_stock', 'in_use', 'in_repair', 'retired'],
    tones: { in_stock: 'info', in_use: 'good', in_repair: 'warning', retired: 'neutral' },
    moves: {
      checkOut: { from: ['in_stock'], to: 'in_use', label: 'Check out', asks: ['assignedTo', 'location'] },
      checkIn: {
        from: ['in_use', 'in_repair'],
        to: 'in_stock',
        label: 'Check in',
        asks: ['location'],
        clears: ['assignedTo'],
      },
      sendToRepair: { from: ['in_stock', 'in_use'], to: 'in_repair', label: 'Send to repair' },
      returnFromRepair: { from: ['in_repair'], to: 'in_use', label: 'Return from repair' },
      retire: { from: ['in_stock', 'in_use', 'in_repair'], to: 'retired', label: 'Retire', clears: ['assignedTo'] },
      takeBack: { from: ['retired'], to: 'in_stock', label: 'Take back into stock' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'device.read' }, { isSelf: 'assignedTo' }] },
    create: { holds: 'device.write' },
    update: { holds: 'device.write' },
    archive: { holds: 'device.archive' },
  },
  list: {
    columns: ['assetTag', 'kind', 'manufacturer', 'model', 'assignedTo', 'location', 'warrantyUntil', 'state'],
    sort: 'assetTag',
    views: {
      'In use': { state: 'in_use' },
      'In stock': { state: 'in_stock' },
      'In repair': { state: 'in_repair' },
      'Warranty ends in 90 days': { state: 'in_use', warrantyUntil: { within: '90d' } },
      Mine: { assignedTo: 'me' },
    },
  },
  page: [
    { panel: 'Device', shows: ['assetTag', 'kind', 'manufacturer', 'model', 'serialNumber'] },
    { panel: 'Where', shows: ['assignedTo', 'location', 'service'] },
    { panel: 'Warranty', shows: ['boughtOn', 'warrantyUntil'] },
  ],
  matchOn: ['assetTag', 'serialNumber'],
  check: (device) => [
    device.boughtOn !== null &&
      device.warrantyUntil !== null &&
      device.warrantyUntil < device.boughtOn && {
        field: 'warrantyUntil',
        says: 'The warranty must not end before it was bought.',
      },
  ],
})
export type Device = RowOf<typeof Device>
