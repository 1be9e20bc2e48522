import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { LimitSettings } from './limit.settings.ts'

await describeSettings(LimitSettings, {
  change: { perSession: 100, perKey: 0, perAddress: 10 },
  refuses: { perSession: -1, perKey: 2_000_000, perAddress: 1.5 },
})
