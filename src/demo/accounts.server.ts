import { randomInt } from 'node:crypto'
import { roles } from '../foundation/roles.ts'
import { createAccount } from '../kernel/access/accounts.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
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
export async function createDemoAccounts(kernel: Kernel, records: Records): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = []
  for (const role of roles) {
    const { rows } = await records.list('person', {
      filter: { jobTitle: holders[role.name], state: 'active', kind: 'employee' },
      sort: 'employeeNumber',
      limit: 1,
    })
    const [person] = rows
    if (!person) throw new Error(`Nobody in the demo company is ${holders[role.name]}.`)
    const account = {
      role: role.label,
      name: String(person.name),
      email: String(person.email),
      password: randomPassword(),
    }
    await createAccount(kernel, {
      name: account.name,
      email: account.email,
      password: account.password,
      roles: [role.name],
      self: person.id,
    })
    accounts.push(account)
  }
  return accounts
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
