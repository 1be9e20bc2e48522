import { randomInt } from 'node:crypto'
import type { DemoKernel } from '../foundation/demo.server.ts'
import { type Role, roles } from '../foundation/roles.ts'
import { createAccount } from '../kernel/access/accounts.server.ts'
import { ensureRoles } from '../kernel/access/roles.server.ts'
import type { Records } from '../kernel/record/store.server.ts'

/** How someone signs in to the demo company: printed once, kept nowhere in plain text. */
export interface DemoAccount {
  readonly role: string
  readonly email: string
  readonly password: string
  readonly name: string
}

/** Whose post fits which ready-made role. */
const holders: Readonly<Record<string, string>> = {
  administrator: 'Infrastructure architect',
  cio: 'Chief information officer',
  it_manager: 'Head of workplace and support',
  service_desk_agent: 'Service desk agent',
  operations_engineer: 'Platform engineer',
  security_officer: 'Chief information security officer',
  vendor_manager: 'IT vendor manager',
  finance_partner: 'Head of controlling',
  auditor: 'Compliance officer',
  employee: 'Product marketer',
}

/** Makes one account per ready-made role, for a person whose post fits, each with a random password. */
export async function createDemoAccounts(kernel: DemoKernel, records: Records): Promise<DemoAccount[]> {
  await ensureRoles(kernel.db, roles)
  return Promise.all(roles.map((role) => createDemoAccount(kernel, records, role)))
}

async function createDemoAccount(kernel: DemoKernel, records: Records, role: Role): Promise<DemoAccount> {
  const filter = { jobTitle: holders[role.name], state: 'active', kind: 'employee' }
  const { rows } = await records.list('person', { filter, sort: 'employeeNumber', limit: 1 })
  const [person] = rows
  if (!person) throw new Error(`Nobody in the demo company is ${holders[role.name]}.`)
  const account = { name: String(person.name), email: String(person.email), password: randomPassword() }
  await createAccount(kernel, { ...account, roles: [role.name], self: person.id })
  return { role: role.label, ...account }
}

/** Letters and digits that can't be mistaken for each other. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/** `k7qm-3xta-pd9w-m2ce`: 79 bits of chance that can be read out. */
function randomPassword(): string {
  const group = (): string => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
