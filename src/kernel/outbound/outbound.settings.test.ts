import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { OutboundSettings } from './outbound.settings.ts'

await describeSettings(OutboundSettings, {
  change: { allowed: 'chat.corp.example\n*.corp.example\n10.2.0.0/16\nfd00::/8\n10.1.1.1', timeOut: 5 },
  refuses: { allowed: 'https://chat.corp.example/', timeOut: 300 },
})
