import { defineRecord, type RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'

const byImap = { way: ['imap'] }
const byPassword = { ...byImap, signIn: ['password'] }
const byOauth = { ...byImap, signIn: ['oauth2'] }
const serverFields = ['host', 'port', 'security', 'certificate', 'folder', 'afterwards', 'doneFolder'] as const
const signInFields = ['signIn', 'userName', 'password'] as const
const tokenFields = ['tokenEndpoint', 'clientId', 'clientSecret', 'refreshToken', 'scope'] as const

/** An address that mail is read from. */
export const Mailbox = defineRecord('mailbox', {
  label: ['Mailbox', 'Mailboxes'],
  about: 'An address whose mails are read: fetched from a mail server by IMAP, or handed in by one on this network.',
  icon: 'mail',
  fields: {
    name: f.text({ required: true, max: 60, unique: true, search: 'A', help: 'What people see as the sender’s name.' }),
    address: f.email({
      required: true,
      unique: true,
      help: 'Where people write to. Answers from here are sent as this address, so the server that sends must allow that.',
    }),
    way: f.choice(['imap', 'listener'], {
      required: true,
      default: 'imap',
      label: 'How mail comes',
      says: { imap: 'Fetched by IMAP', listener: 'Handed in to this server' },
      help: 'Handed in means by SMTP or LMTP at the port that QUARTERDECK_SMTP_PORT or QUARTERDECK_LMTP_PORT names.',
    }),
    isOn: f.bool({ default: true, label: 'On' }),
    host: f.text({ max: 255, label: 'Mail server', help: 'Its name, such as imap.example.com.', showWhen: byImap }),
    port: f.int({ required: true, default: 993, min: 1, max: 65_535, showWhen: byImap }),
    security: f.choice(['tls', 'starttls', 'none'], {
      required: true,
      default: 'tls',
      label: 'Encryption',
      says: { tls: 'TLS from the start', starttls: 'STARTTLS', none: 'None' },
      help: 'Without encryption everybody on the way can read mails and the password.',
      showWhen: byImap,
    }),
    certificate: f.longText({
      max: 20_000,
      label: 'Certificate of your own authority',
      help: 'Only where an authority of your own made the server’s certificate: that authority’s, as PEM.',
      showWhen: byImap,
    }),
    folder: f.text({ required: true, default: 'INBOX', max: 200, help: 'What is read.', showWhen: byImap }),
    afterwards: f.choice(['move', 'flag'], {
      required: true,
      default: 'move',
      label: 'What was read',
      says: { move: 'Is moved to another folder', flag: 'Stays, marked as read' },
      showWhen: byImap,
    }),
    doneFolder: f.text({
      max: 200,
      default: 'Quarterdeck',
      label: 'Folder for what was read',
      help: 'It is made where there is none.',
      showWhen: { ...byImap, afterwards: ['move'] },
    }),
    signIn: f.choice(['password', 'oauth2'], {
      required: true,
      default: 'password',
      label: 'How it signs in',
      says: { password: 'By password', oauth2: 'By OAuth 2.0' },
      help: 'Microsoft 365 and Google want OAuth 2.0.',
      showWhen: byImap,
    }),
    userName: f.text({ max: 255, label: 'User', help: 'Often the address itself.', showWhen: byImap }),
    password: f.secret({ showWhen: byPassword }),
    tokenEndpoint: f.url({
      label: 'Token endpoint',
      help: 'Such as https://login.microsoftonline.com/…/oauth2/v2.0/token.',
      showWhen: byOauth,
    }),
    clientId: f.text({ max: 300, label: 'Client ID', showWhen: byOauth }),
    clientSecret: f.secret({ label: 'Client secret', showWhen: byOauth }),
    refreshToken: f.secret({
      label: 'Refresh token',
      help: 'Empty where the client may enter by itself (client credentials), as Microsoft 365 offers.',
      showWhen: byOauth,
    }),
    scope: f.text({
      max: 500,
      help: 'Such as https://outlook.office365.com/.default, or https://mail.google.com/.',
      showWhen: byOauth,
    }),
    takesPlus: f.bool({
      default: true,
      label: 'Takes addresses with a plus',
      help: 'Mails to name+anything@… arrive here, too. Answers then find their way by the address alone.',
    }),
    trustedServer: f.text({
      max: 255,
      label: 'Server whose checks are believed',
      help: 'The name that your own mail server puts into Authentication-Results. Empty: signatures are checked here.',
    }),
    mostPerSender: f.int({
      required: true,
      default: 60,
      min: 1,
      max: 100_000,
      label: 'Mails of one sender in an hour',
      help: 'More of them are set aside, so that two machines can’t answer each other for ever.',
    }),
    mostPerRecord: f.int({
      required: true,
      default: 60,
      min: 1,
      max: 100_000,
      label: 'Mails about one thing in an hour',
    }),
    defaults: f.json<Readonly<Record<string, unknown>>>()({
      label: 'What becomes of mails',
      check: (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'has to be an object.',
    }),
  },
  access: {
    read: { holds: 'mailbox.read' },
    create: { holds: 'mailbox.write' },
    update: { holds: 'mailbox.write' },
    archive: { holds: 'mailbox.archive' },
  },
  actions: {
    try: { label: 'Try this mailbox', done: 'It answers as it should', can: { holds: 'mailbox.write' } },
  },
  list: { columns: ['name', 'address', 'way', 'isOn', 'updatedAt'], sort: 'name' },
  page: [
    { panel: 'Mailbox', shows: ['name', 'address', 'way', 'isOn', 'takesPlus'] },
    { panel: 'Mail server', shows: [...serverFields] },
    { panel: 'Signing in to it', shows: [...signInFields, ...tokenFields] },
    { panel: 'Protection', shows: ['trustedServer', 'mostPerSender', 'mostPerRecord'] },
    { panel: 'What becomes of mails', shows: ['defaults'] },
  ],
  matchOn: ['name'],
  check: (row) => (row.way === 'imap' ? problemsOfImap(row) : []),
})
export type Mailbox = RowOf<typeof Mailbox>

interface Given {
  readonly host: string | null
  readonly userName: string | null
  readonly signIn: string
  readonly tokenEndpoint: string | null
  readonly clientId: string | null
  readonly afterwards: string
  readonly doneFolder: string | null
  readonly folder: string
  readonly certificate: string | null
}
interface Wrong {
  readonly field: keyof Given
  readonly says: string
}

const problemsOfImap = (row: Given): readonly (Wrong | false)[] => [
  row.host === null && { field: 'host', says: 'Name the server that mails are fetched from.' },
  row.host !== null && !isHost(row.host) && { field: 'host', says: 'Give the name alone, such as imap.example.com.' },
  row.userName === null && { field: 'userName', says: 'Say as whom it signs in.' },
  row.afterwards === 'move' &&
    (row.doneFolder === null || row.doneFolder === row.folder) && {
      field: 'doneFolder',
      says: 'Name another folder than the one that is read.',
    },
  row.certificate !== null &&
    !row.certificate.includes('-----BEGIN CERTIFICATE-----') && {
      field: 'certificate',
      says: 'Paste it as PEM: it begins with -----BEGIN CERTIFICATE-----.',
    },
  ...(row.signIn === 'oauth2' ? problemsOfOauth(row) : []),
]

const problemsOfOauth = ({ tokenEndpoint, clientId }: Given): readonly (Wrong | false)[] => [
  tokenEndpoint === null && { field: 'tokenEndpoint', says: 'Give the address where tokens are fetched.' },
  tokenEndpoint !== null &&
    !/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)[:/]/i.test(tokenEndpoint) && {
      field: 'tokenEndpoint',
      says: 'Begin with https://, so that nobody on the way learns the secret.',
    },
  clientId === null && { field: 'clientId', says: 'Give the name that the server knows Quarterdeck by.' },
]

const isHost = (text: string): boolean => /^[a-z0-9_][a-z0-9_.-]*$/i.test(text) || /^[0-9a-f:]+$/i.test(text)
