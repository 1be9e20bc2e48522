import { describeSettings } from '../../../../test/kit/describe-settings.ts'
import { FigureSettings } from './figure.settings.ts'

await describeSettings(FigureSettings, {
  change: { availability: '0.05', breachMinutes: '30' },
  refuses: { availability: '-1' },
})
