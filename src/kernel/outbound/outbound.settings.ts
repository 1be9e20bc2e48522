import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'

/** What Quarterdeck may call of other systems. */
export const OutboundSettings = defineSettings('outbound_settings', {
  label: 'Calls to other systems',
  about:
    'Where webhooks may lead. The public internet is open to them; what is inside your network only where it stands here.',
  icon: 'webhook',
  fields: {
    allowed: f.longText({
      max: 10_000,
      label: 'Allowed inside the network',
      help: 'One on each line: a host such as chat.corp.example, all below a domain such as *.corp.example, an address, or a range such as 10.2.0.0/16.',
    }),
    timeOut: f.int({
      required: true,
      default: 15,
      min: 1,
      max: 30,
      label: 'Seconds to wait',
      help: 'A call that takes longer has failed, and is tried again later.',
    }),
  },
  page: [{ panel: 'Where to', shows: ['allowed', 'timeOut'] }],
  check: ({ allowed }) => {
    const wrong = allowedLines(allowed).find((line) => !forms.some((form) => form.test(line)))
    return [wrong !== undefined && { field: 'allowed', says: `'${wrong.slice(0, 80)}' is neither a host nor a range.` }]
  },
})

const forms = [
  /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i,
  /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/,
  /^[0-9a-f:]*:[0-9a-f:.]*(\/\d{1,3})?$/i,
]

/** What stands on the lines, without those that are empty. */
export const allowedLines = (text: string | null): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
