import { describeRecord } from '../../../../test/kit/describe-record.ts'
import { CatalogueItem } from './catalogue-item.record.ts'

await describeRecord(CatalogueItem, {
  make: () => ({
    form: { sections: [{ title: 'It', questions: [{ key: 'why', kind: 'text', asks: 'Why?' }] }] },
    plan: { tasks: [{ key: 'do', title: 'Do it' }] },
  }),
  change: { summary: 'A laptop that is ready on the first day.' },
})
