import { defineLink } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

/** Which service took over from which, and when: what a retired service's users are led to. */
export const serviceReplaces = defineLink('service_replaces', {
  from: 'service',
  to: 'service',
  reads: ['replaces', 'is replaced by'],
  fields: { since: f.date({}) },
  access: {
    read: { holds: 'service.read' },
    create: { holds: 'service.write' },
    remove: { holds: 'service.write' },
  },
})
