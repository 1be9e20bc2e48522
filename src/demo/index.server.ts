import type { DemoContext, DemoKernel, Made } from '../foundation/demo.server.ts'
import { createEmployeeRequests, createKnowledgeLife } from '../internal/support/index.server.ts'
import { system } from '../kernel/access/who.ts'
import { createDemoAccounts, type DemoAccount } from './accounts.server.ts'
import { createLife } from './life.server.ts'
import { partsOf } from './parts.server.ts'

/**
 * Fills an empty database with the demo company, as of the kernel's clock, through the store's own bulk path,
 * and makes one account per ready-made role. The passwords it returns exist nowhere else.
 */
export async function createDemo(kernel: DemoKernel): Promise<{ accounts: DemoAccount[] }> {
  const records = kernel.store.as(system('demo company', 'demo'))
  const context: DemoContext = { kernel, records, now: kernel.clock.now(), made: createMade() }
  for (const part of partsOf(context.now)) await part.create(context)
  const holders = await createDemoAccounts(kernel, records)
  const people = new Map(holders.map((holder) => [holder.role, holder.who]))
  await createLife(context, people)
  await createKnowledgeLife(context, people)
  await createEmployeeRequests(context, people)
  return { accounts: holders.map((holder) => holder.account) }
}

function createMade(): Made {
  const ids = new Map<string, string>()
  return {
    put: (record, key, id) => void ids.set(`${record} ${key}`, id),
    id: (record, key) => {
      const id = ids.get(`${record} ${key}`)
      if (!id) throw new Error(`No ${record} of the demo company has the key '${key}'.`)
      return id
    },
  }
}
