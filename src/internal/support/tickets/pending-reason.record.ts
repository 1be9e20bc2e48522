import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { clockWords } from '../service-levels/pause-words.ts'
import { clockNames, pausedUsually } from '../service-levels/promise.ts'

export const PendingReason = defineRecord('pending_reason', {
  label: ['Pending reason', 'Pending reasons'],
  about: 'What a ticket can wait for, which clocks pause meanwhile, and what happens if nothing comes.',
  icon: 'hourglass',
  fields: {
    name: f.text({
      required: true,
      max: 80,
      search: 'A',
      unique: true,
      help: 'As in “Waits for …”: an answer, a part.',
    }),
    waitsFor: f.choice(['requester', 'third_party', 'change', 'parts', 'date', 'problem'], {
      required: true,
      label: 'Whom or what',
      says: { requester: 'Who asked', third_party: 'A third party', date: 'A date' },
    }),
    pauses: f.choices(clockNames, {
      label: 'Clocks that pause',
      default: pausedUsually,
      says: clockWords,
      help: 'These are not counted while a ticket waits for this; all others run on. A service level may say otherwise.',
    }),
    remindAfter: f.duration({ label: 'Remind after', help: 'Open time, after which who is waited for is reminded.' }),
    reminders: f.int({ default: 2, min: 0, max: 10, help: 'How often, before it is given up.' }),
    resolveAfter: f.duration({
      label: 'Resolve after',
      help: 'Open time without an answer, after which it is resolved.',
    }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'pending_reason.write' },
    update: { holds: 'pending_reason.write' },
    archive: { holds: 'pending_reason.write' },
  },
  list: { columns: ['name', 'waitsFor', 'remindAfter', 'resolveAfter', 'pauses'], sort: 'name' },
  page: [
    { panel: 'Pending reason', shows: ['name', 'waitsFor', 'pauses', 'remindAfter', 'reminders', 'resolveAfter'] },
  ],
  matchOn: ['name'],
})
