import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { roles } from '../../foundation/roles.ts'
import { nobody, type Who } from '../../kernel/access/who.ts'
import { createImport, readImport, setMapping, startApplying } from '../../kernel/importing/imports.server.ts'
import { listRows } from '../../kernel/importing/import-rows.server.ts'
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

/** Imports a file twice as whoever changes nothing of what was guessed: once for the contracts, once for their terms. */
async function bringBoth(fileName: string) {
  const path = new URL(`../../../test/data/contracts/${fileName}`, import.meta.url).pathname
  const both = []
  for (const type of ['contract', 'contract_event']) {
    const copy = join(folder, `${type}-${fileName}`)
    copyFileSync(path, copy)
    const { id, mapping, columns } = await createImport(kernel, who, { path: copy, fileName, type })
    await setMapping(kernel, who, id, mapping)
    await work.run(id)
    await startApplying(kernel, who, id)
    await work.run(id)
    const { rows } = await listRows(kernel, who, id, { outcome: 'refused', after: 0, limit: 50 })
    both.push({
      counts: (await readImport(kernel, who, id)).counts,
      left: mapping.columns.flatMap(({ column, field }) => (field === null ? [columns[column]?.name] : [])),
      besides: mapping.columns.flatMap(({ field, always, isAgain, column }) =>
        always !== undefined ? [`${field}: ${always}`] : isAgain ? [`${field} as ${columns[column]?.name}`] : [],
      ),
      refused: rows.map(({ line, problems }) => `Line ${line}: ${problems.map(({ says }) => says).join(' ')}`),
    })
  }
  return both
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

const termOf = async (reference: string) => {
  const system = kernel.store.asSystem('test')
  const [contract] = (await system.list('contract', { filter: { reference } })).rows
  const [event] = (await system.list('contract_event', { filter: { contract: contract?.id } })).rows
  return { contract, event }
}

describe('lists of contracts as other systems export them, with nothing changed of what was guessed', () => {
  const usual = ['subject: Initial term', 'kind: Initial term']

  it('reads one with American dates, a column for the currency and units in its headers', async () => {
    const [contracts, terms] = await bringBoth('coupa.csv')
    expect(contracts).toMatchObject({ counts: { create: 5 }, besides: [] })
    expect(terms).toMatchObject({
      counts: { create: 4, refused: 1 },
      left: ['Contract Name', 'Supplier', 'Status', 'Contract Type', 'Contract Owner'],
      besides: [...usual, 'happenedOn as Start Date', 'renewalUnit: Months', 'noticeUnit: Days', 'pricePer: Year'],
      refused: ["Line 6: Last day is a day that doesn’t exist. The file says '02/30/2027'."],
    })
    const backup = await termOf('COU-10021')
    expect(backup.contract).toMatchObject({ kind: 'subscription', counterparty: 'Cumulant Inc.', state: 'in_force' })
    expect(backup.event).toMatchObject({
      ...{ startsOn: '2024-01-15', endsOn: '2027-01-14', renewal: 'automatic', renewalCount: 12, noticeCount: 90 },
      price: { amount: '48250.00', currency: 'USD' },
    })
    // No amount and no notice: neither a currency nor a unit stands alone.
    expect((await termOf('COU-10023')).event).toMatchObject({ price: null, noticeCount: 60 })
    expect(await termOf('COU-10024')).toMatchObject({
      ...{ contract: { state: 'ended' }, event: { renewal: 'fixed', noticeCount: null, noticeUnit: null } },
    })
  })

  it('reads one with numbers of another system, true and false, and units in its cells', async () => {
    const [contracts, terms] = await bringBoth('servicenow.csv')
    expect(contracts).toMatchObject({ counts: { create: 3 }, refused: [] })
    expect(terms).toMatchObject({
      counts: { create: 3 },
      besides: [...usual, 'happenedOn as Starts', 'pricePer: Year'],
    })
    const { contract, event } = await termOf('CNTR0010001')
    expect(contract).toMatchObject({ name: 'ERP support', termEnd: '2026-12-31', state: 'in_force' })
    expect(event).toMatchObject({
      ...{ renewalCount: 1, renewalUnit: 'years', noticeCount: 3, noticeUnit: 'months' },
      price: { amount: '120000.00', currency: 'EUR' },
    })
  })

  it('reads a German list with decimal commas, days with points and lengths in words', async () => {
    const [contracts, terms] = await bringBoth('vertraege.csv')
    expect(contracts).toMatchObject({ counts: { create: 4 }, refused: [] })
    expect(terms).toMatchObject({ counts: { create: 4 }, refused: [] })
    expect((await termOf('V-2023/014')).event).toMatchObject({
      ...{ startsOn: '2023-01-01', endsOn: '2026-12-31', renewal: 'automatic', noticeCount: 3, noticeUnit: 'months' },
      price: { amount: '12345.50', currency: 'EUR' },
    })
    expect((await termOf('V-2024/101')).event).toMatchObject({ price: { amount: '199000.00', currency: 'EUR' } })
    expect((await termOf('V-2021/007')).event).toMatchObject({
      noticeCount: 6,
      noticeUnit: 'weeks',
      renewalUnit: 'years',
    })
    // The same file again changes nothing.
    const again = await bringBoth('vertraege.csv')
    expect(again.map(({ counts }) => counts)).toEqual([{ skip: 4 }, { skip: 4 }])
  })
})
