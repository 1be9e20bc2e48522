import { problemOfFilter } from './webhook.checks.ts'
import { ruleVerbs } from '../automation/verbs.ts'
import { type AnyRecord, defineRecord, type Filter } from '../record/define.ts'
import { f } from '../record/field.ts'

/** What other systems are told of, over these record types: settings and webhooks themselves are nobody else's business. */
export function defineWebhook(told: readonly Pick<AnyRecord, 'name' | 'label'>[]) {
  const types = told.filter(({ name }) => !name.endsWith('_settings'))
  return defineRecord('webhook', {
    label: ['Webhook', 'Webhooks'],
    about:
      'Another system that is told what happens here, by a signed request as the Standard Webhooks specification has it.',
    icon: 'webhook',
    fields: {
      name: f.text({ required: true, max: 120, search: 'A', unique: true }),
      url: f.url({
        required: true,
        label: 'Address',
        help: 'Where requests are sent, such as https://example.com/hooks.',
      }),
      about: f.longText({ max: 2000, search: 'C', help: 'What listens there, and whom to ask.' }),
      recordTypes: f.choices(
        types.map(({ name }) => name),
        {
          label: 'Records',
          help: 'None: all that whoever saves this may read.',
          says: Object.fromEntries(types.map(({ name, label }) => [name, label[1]])),
        },
      ),
      verbs: f.choices(ruleVerbs, { label: 'What happens', help: 'None: whatever happens.' }),
      conditions: f.json<Filter>()({
        check: problemOfFilter,
        label: 'If',
        help: 'A filter as lists have it, where one kind of record is chosen. Empty: always.',
      }),
      isOn: f.bool({ default: true, label: 'On' }),
    },
    access: {
      read: { holds: 'webhook.read' },
      create: { holds: 'webhook.write' },
      update: { holds: 'webhook.write' },
      archive: { holds: 'webhook.archive' },
    },
    list: {
      columns: ['name', 'url', 'recordTypes', 'isOn', 'updatedAt'],
      sort: 'name',
      views: { On: { isOn: true }, Off: { isOn: false } },
    },
    page: [
      { panel: 'Webhook', shows: ['name', 'url', 'about', 'isOn'] },
      { panel: 'What is told', shows: ['recordTypes', 'verbs', 'conditions'] },
    ],
    matchOn: ['name'],
    check: ({ url, conditions, recordTypes }) => [
      !/^https?:\/\//i.test(url) && { field: 'url', says: 'Begin with https://, or http:// inside your own network.' },
      Object.keys(conditions ?? {}).length > 0 &&
        recordTypes.length !== 1 && { field: 'conditions', says: 'Choose one kind of record to ask conditions of.' },
    ],
  })
}
