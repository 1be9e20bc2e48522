import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { MailSettings } from './mail.settings.ts'

await describeSettings(MailSettings, {
  change: {
    host: 'smtp.example.com',
    port: 465,
    security: 'tls',
    userName: 'quarterdeck',
    password: 'a password of the relay',
    fromAddress: 'quarterdeck@example.com',
    fromName: 'IT of Ostwind AG',
    mostAttached: 8,
  },
  refuses: {
    host: 'https://smtp.example.com',
    port: 70_000,
    security: 'maybe',
    fromAddress: 'nobody',
    fromName: 'IT <it@example.com>',
    certificate: 'not a certificate',
    mostAttached: 500,
  },
})
