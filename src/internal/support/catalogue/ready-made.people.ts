import type { Question } from './form.ts'
import { is, of, type Written } from './written.ts'

const whom: Question = { key: 'who', kind: 'person', asks: 'Who is it about?', isRequired: true }

/** Items for those who come and those who go. */
export const startingAndLeaving: readonly Written[] = [
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
      {
        key: 'mail',
        title: 'Pass the mailbox on',
        after: ['disable'],
        dueHours: 8,
        when: { answer: 'mailbox', is: 'answered' },
      },
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
      {
        key: 'what',
        kind: 'choices',
        asks: 'What comes back?',
        isRequired: true,
        options: of('Laptop', 'Phone', 'Monitor', 'Key card', 'Other things'),
      },
      {
        key: 'how',
        kind: 'choice',
        asks: 'How?',
        isRequired: true,
        options: [
          { value: 'desk', label: 'At the service desk' },
          { value: 'post', label: 'By post: send a label' },
        ],
      },
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
]
