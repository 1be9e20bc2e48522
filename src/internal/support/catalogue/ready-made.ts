import type { CatalogueItem } from './catalogue-item.record.ts'
import type { Condition } from './condition.ts'
import type { Question } from './form.ts'
import type { PlannedTask } from './plan.ts'

/** An item as it is written down: what a catalogue begins with. Items are named by `key`, so that bundles find theirs. */
export interface ReadyMade extends Partial<Omit<CatalogueItem, 'form' | 'plan' | 'items' | 'service' | 'team'>> {
  readonly key: string
  readonly name: string
  readonly summary: string
  readonly asks: readonly Question[]
  readonly tasks: readonly PlannedTask[]
  readonly contains?: readonly string[]
}

export const yes = (answer: string): Condition => ({ answer, is: 'equals', value: true })
export const is = (answer: string, value: string): Condition => ({ answer, is: 'equals', value })
/** Choices by their words; the value is the words' first word in lower case. */
export const of = (...labels: readonly string[]) =>
  labels.map((label) => ({ value: label.toLowerCase().replace(/\W.*$/, ''), label }))

const why: Question = {
  key: 'why',
  kind: 'longText',
  asks: 'What do you need it for?',
  help: 'A sentence is enough. Whoever approves reads it.',
  isRequired: true,
}
const phone: Question = { key: 'phone', kind: 'text', asks: 'Where can we reach you?', starts: { person: 'phone' } }
const whom: Question = { key: 'who', kind: 'person', asks: 'Who is it about?', isRequired: true }
const place: Question = { key: 'place', kind: 'text', asks: 'Where do you work?', starts: { person: 'location' } }

/** What every catalogue begins with. */
export const readyMade: readonly ReadyMade[] = [
  {
    key: 'problem',
    name: 'Report a problem',
    summary: 'Something doesn’t work as it should.',
    keywords: 'broken, error, slow, crash, help, issue, fault, doesn’t work',
    category: 'Problems',
    icon: 'alert',
    kind: 'problem',
    promise: 'Somebody looks at it within an hour',
    promiseHours: 8,
    asks: [
      { key: 'what', kind: 'longText', asks: 'What happens, and since when?', isRequired: true },
      {
        key: 'reach',
        kind: 'choice',
        asks: 'Whom does it keep from working?',
        isRequired: true,
        starts: { value: 'me' },
        options: [
          { value: 'nobody', label: 'Nobody: there is a way round it' },
          { value: 'me', label: 'Me' },
          { value: 'team', label: 'My team or my floor' },
          { value: 'all', label: 'Everyone, as far as I see' },
        ],
      },
      { key: 'service', kind: 'service', asks: 'What is it with?', help: 'Leave it empty if you don’t know.' },
      { key: 'picture', kind: 'file', asks: 'A picture of it' },
      phone,
    ],
    tasks: [],
  },
  {
    key: 'lost',
    name: 'Lost or stolen device',
    summary: 'We lock it at once, so that nobody reads what is on it.',
    keywords: 'laptop, phone, theft, missing, security',
    category: 'Problems',
    icon: 'lock',
    kind: 'problem',
    promise: 'Locked within 30 minutes, at any hour',
    promiseHours: 1,
    asks: [
      {
        key: 'device',
        kind: 'choice',
        asks: 'What is gone?',
        isRequired: true,
        options: of('Laptop', 'Phone', 'Tablet', 'Key card', 'Something else'),
      },
      { key: 'when', kind: 'date', asks: 'Since which day?', most: 'today', isRequired: true },
      { key: 'stolen', kind: 'yesNo', asks: 'Was it stolen?', isRequired: true },
      { key: 'police', kind: 'text', asks: 'Number of the police report, if there is one', showWhen: yes('stolen') },
      { ...phone, isRequired: true },
    ],
    tasks: [
      { key: 'lock', title: 'Lock and wipe the device', dueHours: 1 },
      { key: 'security', title: 'Tell information security', dueHours: 1, when: yes('stolen') },
      { key: 'replace', title: 'Arrange a replacement', after: ['lock'], dueHours: 8, isOptional: true },
    ],
  },
  {
    key: 'password',
    name: 'Password reset',
    summary: 'A new password where you can’t set one yourself.',
    keywords: 'forgot, locked out, sign in, log in, unlock, account',
    category: 'Accounts and access',
    icon: 'key',
    promise: 'Within an hour of the working day',
    promiseHours: 1,
    asks: [
      {
        key: 'account',
        kind: 'choice',
        asks: 'Which password?',
        isRequired: true,
        options: of('Computer and e-mail', 'VPN', 'Another one'),
      },
      { key: 'other', kind: 'text', asks: 'What is it for?', isRequired: true, showWhen: is('account', 'another') },
      { ...phone, isRequired: true, help: 'We call to make sure that it is you. We never ask for your password.' },
    ],
    tasks: [
      { key: 'verify', title: 'Call back and make sure who it is', dueHours: 1 },
      { key: 'reset', title: 'Reset the password', after: ['verify'], dueHours: 1 },
    ],
  },
  {
    key: 'software',
    name: 'Software installation',
    summary: 'A program on your computer, installed for you.',
    keywords: 'program, app, application, install, licence, download',
    category: 'Software',
    icon: 'box',
    promise: 'Usually within two working days',
    promiseHours: 16,
    approval: 'manager',
    asks: [
      { key: 'software', kind: 'text', asks: 'Which program?', isRequired: true, help: 'With the version, if it matters.' },
      { key: 'licensed', kind: 'yesNo', asks: 'Does it need a licence that has to be bought?', starts: { value: false } },
      { key: 'price', kind: 'money', asks: 'What does it cost, as far as you know?', showWhen: yes('licensed') },
      why,
      { key: 'from', kind: 'date', asks: 'From when do you need it?', least: 'today' },
    ],
    tasks: [
      { key: 'check', title: 'Check the program for security and licence', dueHours: 4 },
      { key: 'buy', title: 'Buy the licence', after: ['check'], dueHours: 8, when: yes('licensed') },
      { key: 'install', title: 'Install it', after: ['buy'], dueHours: 8 },
    ],
  },
  {
    key: 'access',
    name: 'Access to an application or folder',
    summary: 'Read or change what you need for your work.',
    keywords: 'permission, rights, role, share, folder, authorisation',
    category: 'Accounts and access',
    icon: 'door',
    promise: 'Usually by the next working day',
    promiseHours: 8,
    approval: 'manager',
    asks: [
      { key: 'service', kind: 'service', asks: 'Access to what?', isRequired: true },
      { key: 'folder', kind: 'text', asks: 'Which part of it, or which folder?' },
      {
        key: 'level',
        kind: 'choice',
        asks: 'What do you have to do there?',
        isRequired: true,
        options: [
          { value: 'read', label: 'Read' },
          { value: 'write', label: 'Read and change' },
          { value: 'admin', label: 'Administer it' },
        ],
      },
      { key: 'until', kind: 'date', asks: 'Until when?', least: 'today+1d', most: 'today+90d', isRequired: true, help: 'Administration is given for 90 days at most.', showWhen: is('level', 'admin') },
      why,
    ],
    tasks: [
      { key: 'grant', title: 'Give the access', dueHours: 8 },
      { key: 'note', title: 'Note the day it ends', after: ['grant'], dueHours: 8, when: is('level', 'admin') },
    ],
  },
  {
    key: 'laptop',
    name: 'New laptop',
    summary: 'A laptop with all that your work needs, handed over in person.',
    keywords: 'computer, notebook, pc, hardware, replacement, macbook',
    category: 'Devices',
    icon: 'laptop',
    cost: { amount: '1450.00', currency: 'EUR' },
    promise: 'Usually within five working days',
    promiseHours: 40,
    approval: 'manager',
    asks: [
      {
        key: 'model',
        kind: 'choice',
        asks: 'Which one?',
        isRequired: true,
        starts: { value: 'standard' },
        options: [
          { value: 'standard', label: 'Standard: 14 inches, 1.4 kg' },
          { value: 'light', label: 'Light: 13 inches, 1.1 kg, for those who travel' },
          { value: 'power', label: 'Power: 16 inches, for drawings, data and code' },
        ],
      },
      { key: 'because', kind: 'longText', asks: 'What is the power for?', isRequired: true, showWhen: is('model', 'power') },
      { key: 'extras', kind: 'choices', asks: 'What goes with it?', options: of('Monitor', 'Keyboard and mouse', 'Headset', 'Docking station') },
      { key: 'old', kind: 'yesNo', asks: 'Does it replace one that you have?', starts: { value: false } },
      {
        key: 'tag',
        kind: 'text',
        asks: 'What is on the sticker of the old one?',
        showWhen: yes('old'),
        pattern: { like: 'A+-9+', says: 'Letters, a dash and digits, such as PC-0815.' },
      },
      { ...place, isRequired: true },
      { key: 'from', kind: 'date', asks: 'When do you need it?', least: 'today+3d' },
    ],
    tasks: [
      { key: 'order', title: 'Take one from stock, or order it', dueHours: 16 },
      { key: 'prepare', title: 'Set the laptop up', after: ['order'], dueHours: 16 },
      { key: 'hand', title: 'Hand it over', after: ['prepare'], dueHours: 8 },
      { key: 'back', title: 'Take the old one back and wipe it', after: ['hand'], dueHours: 40, when: yes('old'), isOptional: true },
    ],
  },
  {
    key: 'account',
    name: 'Account for somebody new',
    summary: 'Sign-in, mailbox and the groups of their team.',
    keywords: 'user, joiner, login, new hire',
    category: 'Starting and leaving',
    icon: 'user-plus',
    promise: 'Ready on their first day',
    promiseHours: 16,
    asks: [
      { ...whom, asks: 'Who starts?' },
      { key: 'from', kind: 'date', asks: 'On which day?', least: 'today', isRequired: true },
      { key: 'like', kind: 'person', asks: 'Whose access should theirs be like?' },
    ],
    tasks: [
      { key: 'account', title: 'Make the account and the mailbox', dueHours: 8 },
      { key: 'groups', title: 'Add them to the groups of their team', after: ['account'], dueHours: 8 },
    ],
  },
  {
    key: 'starter',
    name: 'New starter',
    summary: 'Everything somebody needs on the first day, ordered at once.',
    keywords: 'joiner, onboarding, new hire, employee, first day',
    category: 'Starting and leaving',
    icon: 'user-plus',
    kind: 'bundle',
    contains: ['account', 'laptop', 'access'],
    promise: 'Ready on their first day',
    promiseHours: 40,
    approval: 'none',
    asks: [
      { ...whom, asks: 'Who starts?' },
      { key: 'from', kind: 'date', asks: 'On which day?', least: 'today', isRequired: true },
      { key: 'place', kind: 'text', asks: 'Where will they work?', isRequired: true, starts: { person: 'location' } },
    ],
    tasks: [{ key: 'welcome', title: 'Greet them on the first day', isOptional: true }],
  },
  {
    key: 'close',
    name: 'Close somebody’s accounts',
    summary: 'Sign-ins end on the last day, and the mailbox goes to whom you say.',
    keywords: 'leaver, disable, offboarding, delete user',
    category: 'Starting and leaving',
    icon: 'user-minus',
    promise: 'On the evening of the last day',
    promiseHours: 8,
    asks: [
      { ...whom, asks: 'Who leaves?' },
      { key: 'last', kind: 'date', asks: 'What is their last day?', isRequired: true },
      { key: 'mailbox', kind: 'person', asks: 'Who gets their mail?', starts: { person: 'manager' } },
    ],
    tasks: [
      { key: 'disable', title: 'End the sign-ins', dueHours: 4 },
      { key: 'mail', title: 'Pass the mailbox on', after: ['disable'], dueHours: 8, when: { answer: 'mailbox', is: 'answered' } },
    ],
  },
  {
    key: 'return',
    name: 'Return of equipment',
    summary: 'We take back what is no longer used.',
    keywords: 'leaver, give back, laptop, phone, old device',
    category: 'Starting and leaving',
    icon: 'archive',
    promise: 'Within a week',
    promiseHours: 40,
    asks: [
      { ...whom, asks: 'Who returns it?' },
      { key: 'what', kind: 'choices', asks: 'What comes back?', isRequired: true, options: of('Laptop', 'Phone', 'Monitor', 'Key card', 'Other things') },
      { key: 'how', kind: 'choice', asks: 'How?', isRequired: true, options: [{ value: 'desk', label: 'At the service desk' }, { value: 'post', label: 'By post: send a label' }] },
    ],
    tasks: [
      { key: 'label', title: 'Send a label for the post', dueHours: 8, when: is('how', 'post') },
      { key: 'receive', title: 'Receive and check it', after: ['label'], dueHours: 40 },
      { key: 'wipe', title: 'Wipe it', after: ['receive'], dueHours: 8 },
    ],
  },
  {
    key: 'leaver',
    name: 'Leaver',
    summary: 'Accounts closed and equipment taken back, in one go.',
    keywords: 'offboarding, termination, last day, goodbye',
    category: 'Starting and leaving',
    icon: 'user-minus',
    kind: 'bundle',
    contains: ['close', 'return'],
    promise: 'By the last day',
    promiseHours: 40,
    asks: [
      { ...whom, asks: 'Who leaves?' },
      { key: 'last', kind: 'date', asks: 'What is their last day?', isRequired: true },
    ],
    tasks: [],
  },
  {
    key: 'mailbox',
    name: 'Shared mailbox',
    summary: 'One address that several people read and answer.',
    keywords: 'group mail, team mail, functional mailbox, address',
    category: 'E-mail and calendar',
    icon: 'mail',
    promise: 'Usually by the next working day',
    promiseHours: 8,
    approval: 'manager',
    asks: [
      { key: 'address', kind: 'text', asks: 'Which address?', isRequired: true, help: 'What stands before the @.', least: 3, most: 40 },
      { key: 'owner', kind: 'person', asks: 'Who answers for it?', isRequired: true },
      { key: 'outside', kind: 'yesNo', asks: 'Do people outside of the company write to it?', starts: { value: false } },
      why,
    ],
    tasks: [
      { key: 'make', title: 'Make the mailbox', dueHours: 4 },
      { key: 'members', title: 'Let its people in', after: ['make'], dueHours: 4 },
    ],
  },
  {
    key: 'restore',
    name: 'Bring a file back',
    summary: 'What was deleted or overwritten in the last 90 days.',
    keywords: 'restore, backup, deleted, lost document, recover',
    category: 'Files',
    icon: 'file',
    promise: 'Usually within four hours',
    promiseHours: 4,
    asks: [
      { key: 'path', kind: 'text', asks: 'Which file or folder, and where was it?', isRequired: true },
      { key: 'day', kind: 'date', asks: 'As it was on which day?', most: 'today', least: 'today-90d', isRequired: true },
    ],
    tasks: [{ key: 'restore', title: 'Restore it beside the original', dueHours: 4 }],
  },
]
