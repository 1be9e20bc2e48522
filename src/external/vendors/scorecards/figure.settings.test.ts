import { describeSettings } from '../../../../test/kit/describe-settings.ts'
import { FigureSettings } from './figure.settings.ts'

await describeSettings(FigureSettings, {
  change: { availability: '0.050000', breachMinutes: '30.000000' },
  refuses: { availability: '-1' },
})
