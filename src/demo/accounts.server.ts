import { randomInt } from 'node:crypto'
import type { DemoKernel } from '../foundation/demo.server.ts'
import { type Role, roles } from '../foundation/roles.ts'
import { groupsOf } from '../foundation/who.server.ts'
import { createAccount } from '../kernel/access/accounts.server.ts'
import { ensureRoles } from '../kernel/access/roles.server.ts'
import { nobody, system, type Who } from '../kernel/access/who.ts'
import type { Records, Row } from '../kernel/record/store.server.ts'

/** How someone signs in to the demo company: printed once, kept nowhere in plain text. */
export interface DemoAccount {
  readonly role: string
  readonly email: string
  readonly password: string
  readonly name: string
}

/** Whose post fits which ready-made role. */
const posts: Readonly<Record<string, string>> = {
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

/** An account of the demo company, and who that is to the store. */
export interface Holder {
  readonly role: string
  readonly account: DemoAccount
  readonly who: Who
}

/** Makes one account per ready-made role, for a person whose post fits, or for somebody of a vendor, each with a random password. */
export async function createDemoAccounts(kernel: DemoKernel, records: Records): Promise<Holder[]> {
  await ensureRoles(kernel.db, roles)
  return Promise.all(roles.map((role) => createHolder(kernel, records, role)))
}

async function createHolder(kernel: DemoKernel, records: Records, role: Role): Promise<Holder> {
  const person = await standInFor(records, role.name)
  const { id: self, title: name } = person
  const sign = { name, email: String(person.email), password: randomPassword() }
  const account = await createAccount(kernel, { ...sign, roles: [role.name], self }, system('demo company', 'demo'))
  const groups = await groupsOf(kernel.db, self)
  const permissions = new Set<string>(role.permissions)
  const who: Who = { ...nobody, account, name, self, groups, roles: [role.name], permissions, via: 'demo' }
  return { role: role.name, account: { role: role.label, ...sign }, who }
}

async function standInFor(records: Records, role: string): Promise<Row> {
  const ofVendor = { state: 'there', email: { empty: false }, vendor: { where: { name: 'Nordlys Netz' } } }
  const ofCompany = { jobTitle: posts[role], state: 'active', kind: 'employee' }
  const { rows } = await (role === 'vendor'
    ? records.list('vendor_contact', { filter: ofVendor, sort: 'level', limit: 1 })
    : records.list('person', { filter: ofCompany, sort: 'employeeNumber', limit: 1 }))
  const [person] = rows
  if (!person) throw new Error(`Nobody in the demo company is ${posts[role] ?? 'of that vendor'}.`)
  return person
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
