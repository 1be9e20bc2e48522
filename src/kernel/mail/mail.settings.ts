import { f } from '../record/field.ts'
import { defineSettings } from '../settings/define-settings.ts'

/** The server that sends the mails, and whom they are from. */
export const MailSettings = defineSettings('mail_settings', {
  label: 'Mail',
  about: 'The server that sends the mails of Quarterdeck, and whom they are from. Until it is set, mails wait.',
  icon: 'mail',
  fields: {
    host: f.text({ max: 255, label: 'Mail server', help: 'Its name or address, such as smtp.example.com.' }),
    port: f.int({
      required: true,
      default: 587,
      min: 1,
      max: 65_535,
      help: '587 with STARTTLS, 465 with TLS, 25 in between servers.',
    }),
    security: f.choice(['starttls', 'tls', 'none'], {
      required: true,
      default: 'starttls',
      label: 'Encryption',
      says: { starttls: 'STARTTLS', tls: 'TLS from the start', none: 'None' },
      help: 'Without encryption everybody on the way can read mails and the password.',
    }),
    certificate: f.longText({
      max: 20_000,
      label: 'Certificate of your own authority',
      help: 'Only where the server’s certificate was made by an authority of your own: that authority’s, as PEM.',
    }),
    userName: f.text({ max: 255, label: 'User', help: 'Empty where the server knows Quarterdeck by its address.' }),
    password: f.secret({}),
    fromAddress: f.email({ label: 'From address', help: 'The server must allow Quarterdeck to send as this address.' }),
    fromName: f.text({ required: true, default: 'Quarterdeck', max: 80, label: 'From name' }),
    replyTo: f.email({ label: 'Answers go to', help: 'Empty where nobody reads answers.' }),
    mostAttached: f.int({
      required: true,
      default: 15,
      min: 0,
      max: 100,
      label: 'Files with a mail, MB',
      help: 'Files of an answer go along up to this; what is larger is named with a link. Many servers refuse mails of more than 25 MB, and on the way files grow by a third.',
    }),
  },
  page: [
    { panel: 'Server', shows: ['host', 'port', 'security', 'certificate'] },
    { panel: 'Signing in to it', shows: ['userName', 'password'] },
    { panel: 'Sender', shows: ['fromAddress', 'fromName', 'replyTo', 'mostAttached'] },
  ],
  tries: {
    sendTest: {
      label: 'Send a test mail',
      done: 'The server took the test mail on',
      input: { to: f.email({ required: true, label: 'To' }) },
    },
  },
  check: ({ host, fromAddress, certificate, fromName }) => [
    host !== null && !isHost(host) && { field: 'host', says: 'Give the name alone, such as smtp.example.com.' },
    host !== null && fromAddress === null && { field: 'fromAddress', says: 'Say whom the mails are from.' },
    /[\r\n<>"]/.test(fromName) && { field: 'fromName', says: 'Can’t contain quotes or angle brackets.' },
    certificate !== null &&
      !certificate.includes('-----BEGIN CERTIFICATE-----') && {
        field: 'certificate',
        says: 'Paste it as PEM: it begins with -----BEGIN CERTIFICATE-----.',
      },
  ],
})

const isHost = (text: string): boolean => /^[a-z0-9_][a-z0-9_.-]*$/i.test(text) || /^[0-9a-f:]+$/i.test(text)
