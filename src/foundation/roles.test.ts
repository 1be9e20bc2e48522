import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { registry } from '../app/records.ts'
import { holds } from '../kernel/access/rule.ts'
import { roleNames } from './role-names.ts'
import { roles } from './roles.ts'

const who = (name: string) => ({ permissions: new Set<string>(roles.find((role) => role.name === name)?.permissions) })
const writes = registry.records.flatMap((record) => [`${record.name}.write`, `${record.name}.archive`])

/** What shapes Quarterdeck itself, and is the administrator's alone. */
const isOfTheSystem = (name: string): boolean =>
  name.endsWith('_settings') || ['custom_field', 'identity_provider', 'mailbox'].includes(name)

describe('the ready-made roles', () => {
  test('are all named for people, in their order', () => {
    expect(roles.map(({ name, label }) => ({ name, label }))).toEqual(roleNames)
  })

  test('the auditor reads everything and writes nothing', () => {
    const auditor = who('auditor')
    for (const record of registry.records) expect(holds(auditor, `${record.name}.read`)).toBe(true)
    for (const permission of [...writes, 'comment.write', 'view.share', 'import.run', 'account.manage', 'role.manage'])
      expect([permission, holds(auditor, permission)]).toEqual([permission, false])
  })

  test('an employee sees who is who and what IT provides, and changes no record', () => {
    const employee = who('employee')
    for (const noun of ['person', 'team', 'location', 'business_unit', 'service'])
      expect(holds(employee, `${noun}.read`)).toBe(true)
    for (const permission of [...writes, 'history.read', 'export.run', 'person.see_private', 'comment.see_internal'])
      expect([permission, holds(employee, permission)]).toEqual([permission, false])
  })

  test('only the administrator manages accounts and roles', () => {
    for (const permission of ['account.manage', 'role.manage'])
      expect(roles.filter((role) => holds(who(role.name), permission)).map((role) => role.name)).toEqual([
        'administrator',
      ])
  })

  test('every record can be written by someone besides the administrator', () => {
    for (const record of registry.records.filter(({ name }) => !isOfTheSystem(name)))
      expect(roles.some((role) => role.name !== 'administrator' && holds(who(role.name), `${record.name}.write`))).toBe(
        true,
      )
  })

  test('each has words of its own, and none holds a permission twice', () => {
    expect(new Set(roles.map((role) => role.label)).size).toBe(roles.length)
    for (const role of roles) expect(new Set(role.permissions).size).toBe(role.permissions.length)
  })

  test('the guide says exactly what they hold', () => {
    const guide = readFileSync(new URL('../../docs/guides/roles.md', import.meta.url), 'utf8')
    for (const { label, about, permissions } of roles) {
      expect(guide).toContain(
        `| **${label}** | ${about} | ${permissions.map((permission) => `\`${permission}\``).join(' ')} |`,
      )
    }
    expect(guide.match(/^\| \*\*/gm)).toHaveLength(roles.length)
  })
})
