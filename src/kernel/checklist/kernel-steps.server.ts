import { administrator } from '../access/roles.server.ts'
import { wasDone } from '../acts/act.server.ts'
import type { Step } from './step.ts'

const hasSecondFactor = `(exists (select from passkey p where p.account_id = a.id)
  or exists (select from totp t where t.account_id = a.id and t.confirmed_at is not null))`
const administrators = `account a where a.roles @> array['${administrator}'] and not a.is_disabled`

/** What the kernel itself asks of whoever sets an installation up, first things first. */
export const kernelSteps: readonly Step[] = [
  {
    name: 'mail',
    label: 'Outgoing mail',
    why: 'Approvals, reminders and forgotten passwords reach people by mail; until it works, mails wait.',
    page: { path: '/admin/settings#mail_settings', label: 'Set up mail' },
    parts: [
      { label: 'a mail server', sql: 'exists (select from mail_settings where host is not null)' },
      { label: 'a test mail that the server took on', sql: wasDone('mail.tried') },
    ],
  },
  {
    name: 'second-factor',
    label: 'Sign-in and second factor',
    why: 'An administrator’s password alone opens everything; a passkey or a code keeps a stolen one worthless.',
    page: { path: '/account', label: 'Secure your account' },
    parts: [
      {
        label: 'a passkey or an app for codes for each administrator',
        sql: `exists (select from ${administrators}) and not exists (select from ${administrators} and not ${hasSecondFactor})`,
      },
      {
        label: 'the rule that administrators need one (Settings, Signing in)',
        sql: `exists (select from sign_in_settings where second_factor_for && array['${administrator}', 'everyone'])`,
      },
    ],
  },
  {
    name: 'directory',
    label: 'Directory or single sign-on',
    why: 'Whoever leaves the company then loses access here by themselves, without anybody thinking of it.',
    page: { path: '/admin/settings#directory_settings', label: 'Set up a directory' },
    parts: [
      {
        label: 'a directory or an identity provider that was tried with success',
        sql: `${wasDone('directory.tried')} or ${wasDone('provider.tried')} or exists (select from identity_link)
          or exists (select from account_source_role where source in ('directory', 'scim'))`,
      },
    ],
  },
  {
    name: 'administrators',
    label: 'Two administrators',
    why: 'One may be on holiday or lose their phone; the second keeps the installation from being locked.',
    page: { path: '/admin/accounts', label: 'Open the accounts' },
    parts: [
      {
        label: 'a second account with the role of an administrator',
        sql: `(select count(*) from ${administrators}) > 1`,
      },
    ],
  },
  {
    name: 'custom-field',
    label: 'A field of your own',
    why: 'What your company keeps and Quarterdeck doesn’t know has a place in forms, lists, imports and the API.',
    page: { path: '/admin/fields', label: 'Add a field' },
    parts: [{ label: 'a custom field', sql: 'exists (select from custom_field where archived_at is null)' }],
  },
  {
    name: 'approval',
    label: 'An approval, tried',
    why: 'Ask once and decide once, so that you know what your colleagues will get to see.',
    page: { path: '/services', label: 'Open a record to ask about' },
    parts: [{ label: 'an approval that somebody decided', sql: 'exists (select from approval_vote)' }],
  },
  {
    name: 'automation',
    label: 'An automation rule, tried',
    why: 'A rule does what people forget; trying it first shows how often it would have acted.',
    page: { path: '/automation-rules', label: 'Open the rules' },
    parts: [
      { label: 'a rule', sql: 'exists (select from automation_rule where archived_at is null)' },
      {
        label: 'its trial on what happened, or a run',
        sql: `${wasDone('rule.tried')} or exists (select from automation_run)`,
      },
    ],
  },
  {
    name: 'backup',
    label: 'A backup',
    why: 'Disks fail and people err; what was backed up can be brought back, anything else can’t.',
    page: { path: '/admin/backups', label: 'Take a backup' },
    parts: [{ label: 'a first backup', sql: wasDone('backup.taken') }],
  },
]
