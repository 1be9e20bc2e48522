import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { headers } from '../headers.ts'

export const VendorContact = defineRecord('vendor_contact', {
  label: ['Vendor contact', 'Vendor contacts'],
  about:
    'Somebody at a vendor: what they are there for, how to reach them, and when it is their turn in an escalation.',
  icon: 'user',
  traits: ['comments', 'tags'],
  fields: {
    name: f.text({
      alsoCalled: headers.contact,
      required: true,
      max: 200,
      search: 'A',
      index: true,
      help: 'A person, or a desk such as “Hotline”.',
    }),
    vendor: f.ref('vendor', { alsoCalled: headers.vendor, required: true, index: true }),
    engagements: f.refs('engagement', { label: 'Only for', help: 'Empty stands for everything we buy there.' }),
    role: f.choice(
      [
        'service_desk',
        'service_manager',
        'account_manager',
        'technical',
        'security',
        'legal',
        'billing',
        'executive',
        'other',
      ],
      { default: 'other' },
    ),
    email: f.email({ alsoCalled: headers.email, label: 'E-mail', search: 'B' }),
    phone: f.phone({ alsoCalled: headers.phone }),
    mobile: f.phone({ alsoCalled: headers.mobile }),
    languages: f.choices(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'cs', 'pt', 'sv', 'da', 'zh', 'ja'], {
      label: 'Speaks',
      says: {
        ...{ en: 'English', de: 'German', fr: 'French', es: 'Spanish', it: 'Italian', nl: 'Dutch', pl: 'Polish' },
        ...{ cs: 'Czech', pt: 'Portuguese', sv: 'Swedish', da: 'Danish', zh: 'Chinese', ja: 'Japanese' },
      },
    }),
    reachable: f.text({ max: 120, help: 'When, as in “Mondays to Fridays, 8 to 18, Berlin”.' }),
    level: f.int({ min: 1, max: 9, label: 'Escalation level', help: '1 is called first.' }),
    escalateAfter: f.duration({
      min: 0,
      label: 'Called after',
      help: 'Counted from the beginning of the trouble. Empty is at once.',
    }),
    escalateWhen: f.text({ max: 200, label: 'Called when', help: 'As in “Production stands still”.' }),
  },
  states: {
    start: 'there',
    all: ['there', 'gone'],
    tones: { there: 'good', gone: 'neutral' },
    moves: {
      leave: { from: ['there'], to: 'gone', label: 'Record as gone', isRare: true },
      return: { from: ['gone'], to: 'there', label: 'Record as back' },
    },
  },
  access: {
    read: { holds: 'vendor_contact.read' },
    create: { holds: 'vendor_contact.write' },
    update: { holds: 'vendor_contact.write' },
    archive: { holds: 'vendor_contact.archive' },
  },
  list: {
    columns: ['name', 'vendor', 'role', 'level', 'phone', 'email', 'state'],
    sort: 'name',
    views: {
      'Still there': { state: 'there' },
      'Called in an escalation': { level: { empty: false }, state: 'there' },
    },
  },
  page: [
    { panel: 'Contact', shows: ['name', 'vendor', 'engagements', 'role', 'languages'] },
    { panel: 'Reach', shows: ['email', 'phone', 'mobile', 'reachable'] },
    { panel: 'Escalation', shows: ['level', 'escalateAfter', 'escalateWhen'] },
  ],
  matchOn: ['email', 'name'],
  matchWithin: 'vendor',
  check: (row) => [
    row.level === null &&
      row.escalateAfter !== null && {
        field: 'level',
        says: 'Say at which level they are called, or leave out after how long.',
      },
    row.level !== null &&
      row.email === null &&
      row.phone === null &&
      row.mobile === null && {
        field: 'phone',
        says: 'Who is called in an escalation needs a telephone number or an e-mail address.',
      },
  ],
})
export type VendorContact = RowOf<typeof VendorContact>
