import { describeSettings } from '../../../../test/kit/describe-settings.ts'
import { usualMatrix } from './priority.ts'
import { SupportSettings } from './support.settings.ts'

await describeSettings(SupportSettings, {
  change: { closeAfterDays: 7, matrix: { ...usualMatrix, low: { high: 'high', medium: 'low', low: 'low' } } },
  refuses: { matrix: { high: {} }, reopenDays: -1 },
})
