import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'

const most = 1_000_000

/** How much of Quarterdeck one caller may take. */
export const LimitSettings = defineSettings('limit_settings', {
  label: 'Limits',
  about:
    'How many requests a minute one caller may send, so that a program that runs wild takes nothing from the others.',
  icon: 'shield',
  fields: {
    perSession: f.int({
      required: true,
      default: 3000,
      min: 0,
      max: most,
      label: 'One session',
      help: 'Requests a minute. A page of the web app takes about ten. 0: no limit.',
    }),
    perKey: f.int({
      required: true,
      default: 3000,
      min: 0,
      max: most,
      label: 'One API key',
      help: 'Requests a minute. 0: no limit.',
    }),
    perAddress: f.int({
      required: true,
      default: 600,
      min: 0,
      max: most,
      label: 'One address without sign-in',
      help: 'Requests a minute of one IPv4 address or one IPv6 /64. 0: no limit.',
    }),
  },
  page: [{ panel: 'Requests a minute', shows: ['perSession', 'perKey', 'perAddress'] }],
})
