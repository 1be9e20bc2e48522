import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { roles } from '../../foundation/roles.ts'
import { nobody, type Who } from '../../kernel/access/who.ts'
import { createImport, readImport, setMapping, startApplying } from '../../kernel/importing/imports.server.ts'
import { importWork } from '../../kernel/importing/work.server.ts'
import { sumRenewals } from './renewals.server.ts'

const { kernel } = await testApplication({ clock: testClock('2026-11-28T09:00:00.000Z') })
const permissions = roles.find(({ name }) => name === 'vendor_manager')?.permissions ?? []
const { account, name } = await createCaller(kernel, { name: 'Vera', permissions })
const who: Who = { ...nobody, account, name, permissions: new Set(permissions) }
const work = importWork(kernel)
const folder = mkdtempSync(join(tmpdir(), 'contracts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function bring(type: string, lines: readonly string[]) {
  const path = join(folder, `${type}.csv`)
  writeFileSync(path, lines.join('\r\n'))
  const { id, mapping } = await createImport(kernel, who, { path, fileName: `${type}.csv`, type })
  // What happened has no key of its own: each line is another event.
  await setMapping(kernel, who, id, type === 'contract_event' ? { ...mapping, mode: 'create' } : mapping)
  await work.run(id)
  await startApplying(kernel, who, id)
  await work.run(id)
  return readImport(kernel, who, id)
}

const count = 300
const numbers = Array.from({ length: count }, (_, n) => n)
const dayOf = (n: number): string => `${1 + (n % 28)}.${1 + (n % 12)}.${2021 + (n % 5)}`

it('brings 300 contracts and their first terms from two tables, as the vendor manager, and works out their dates', async () => {
  const system = kernel.store.asSystem('test')
  await system.create('person', { name: 'Vera Lindqvist' })
  await system.create('currency', { code: 'EUR', name: 'Euro' }).catch(() => null)
  const contracts = await bring('contract', [
    'Name;Kind;Counterparty;Reference;Owner;Signed on;State;Internal lead time',
    ...numbers.map((n) => `Contract ${n};Subscription;Cumulant;C-${1000 + n};Vera Lindqvist;${dayOf(n)};In force;45`),
  ])
  expect(contracts.counts).toEqual({ create: count })

  const terms = await bring('contract_event', [
    'Contract;Kind;Subject;Happened on;Starts;Length;Length in;Renewal;Renewal length;Renewal length in;Notice;Notice in;Price;Price per',
    ...numbers.map((n) =>
      [
        ...[`Contract ${n}`, 'Initial term', 'Signed', dayOf(n), dayOf(n), '12', 'Months', 'Automatic', '12', 'Months'],
        ...['90', 'Days', `${1000 + n},50 EUR`, 'Year'],
      ].join(';'),
    ),
  ])
  expect(terms.counts).toEqual({ create: count })

  const { count: dated } = await system.count('contract', { filter: { decideBy: { gte: 'today-366d' } } })
  expect(dated).toBe(count)
  const [first] = (await system.list('contract', { filter: { reference: 'C-1000' } })).rows
  // From 1 January 2021 by twelve months: this term ends on 31 December 2026; 90 days before that was 2 October, which has
  // passed, so that the decision is about the end of 2027: 2 October 2027, less 45 days.
  expect(first).toMatchObject({
    ...{ termEnd: '2026-12-31', decidedEnd: '2027-12-31', noticeBy: '2027-10-02', decideBy: '2027-08-18' },
    atStake: { amount: '1000.50', currency: 'EUR' },
  })

  // They came in force, so that the desk has them at once.
  const { groups } = await sumRenewals(kernel, who, { to: '2026-12-31', isDecided: false })
  expect(groups.reduce((sum, group) => sum + group.count, 0)).toBeGreaterThan(20)
}, 60_000)
