import { describeRecord } from '../../../test/kit/describe-record.ts'
import { Mailbox } from './mailbox.record.ts'

await describeRecord(Mailbox, {
  make: () => ({
    host: 'imap.example.com',
    userName: 'desk@example.com',
    tokenEndpoint: 'https://login.example.com/token',
    clientId: 'quarterdeck',
    folder: 'INBOX',
    doneFolder: 'Done',
    certificate: '-----BEGIN CERTIFICATE-----',
    defaults: { acknowledges: false },
  }),
  answers: { try: 422 },
  change: { host: 'mail.example.com' },
})
