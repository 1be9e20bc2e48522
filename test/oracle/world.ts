import { readFileSync } from 'node:fs'
import { makeRegistry } from '../../src/app/records.ts'
import type { Rule } from '../../src/kernel/access/rule.ts'
import type { Db } from '../../src/kernel/database/db.server.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { createRegistry, type Registry } from '../../src/kernel/record/registry.ts'
import { createDemo } from '../../src/demo/index.server.ts'
import { type Caller, createCaller } from '../kit/record/callers.ts'

/** The record types that are looked at. */
export const types = ['person', 'team', 'service', 'business_unit', 'location', 'knowledge_article'] as const
export type Type = (typeof types)[number]
export const paths: Readonly<Record<Type, string>> = {
  person: 'people',
  team: 'teams',
  service: 'services',
  business_unit: 'business-units',
  location: 'locations',
  knowledge_article: 'knowledge-articles',
}

/** Rules that leave as much as possible to each row, in place of those that Quarterdeck starts with. */
const reads: Readonly<Record<string, Rule>> = {
  person: { anyOf: [{ holds: 'person.read' }, { isSelf: 'id' }, { isSelf: 'manager' }] },
  team: { anyOf: [{ holds: 'team.read' }, { inTeamOf: 'id' }] },
  service: {
    anyOf: [
      { holds: 'service.read' },
      { isSelf: 'owner' },
      { inTeamOf: 'team' },
      { allOf: [{ is: { state: 'live', kind: 'business' } }, { inTeamOf: 'businessUnit' }] },
      { is: { state: ['retired'], hours: ['always', 'extended'] } },
    ],
  },
  business_unit: {
    anyOf: [{ holds: 'business_unit.read' }, { allOf: [{ isSelf: 'head' }, { holds: 'team.write' }] }],
  },
}

/** The records of Quarterdeck under those rules. */
export function rowRegistry(): Registry {
  const { records, links } = makeRegistry()
  const ruled = records.map((record) => {
    const read = reads[record.name]
    return read ? { ...record, access: { ...record.access, read } } : record
  })
  return createRegistry(ruled, links)
}

const oracle = readFileSync(new URL('oracle.sql', import.meta.url), 'utf8')

/** The ids that an account may see, by the oracle. */
export async function visibleTo(db: Db, account: string): Promise<ReadonlyMap<Type, ReadonlySet<string>>> {
  const rows = await db.query<{ type: Type; id: string }>({ text: oracle, values: [account] })
  return new Map(types.map((type) => [type, new Set(rows.filter((row) => row.type === type).map(({ id }) => id))]))
}

/** Fills the demo company, rows that are meant to slip through, and everyone who looks. */
export async function fillWorld(kernel: Kernel): Promise<readonly Caller[]> {
  const { db, store, clock } = kernel
  await createDemo(kernel)
  const records = store.asSystem('adversarial rows')
  const make = async (type: Type, values: Record<string, unknown>): Promise<string> =>
    (await records.create(type, values)).id
  const lead = await make('person', { name: 'Hidden Lead %_\\ "1"', mobile: '+49 170 7777701' })
  const member = await make('person', { name: 'Hidden Member', manager: lead, mobile: '+49 170 7777702' })
  const loner = await make('person', { name: 'Hidden Loner', manager: member, leavesOn: '2031-07-07' })
  const team = await make('team', { name: 'Hidden Team', lead, members: [member] })
  const gone = await make('team', { name: 'Hidden Archived Team', lead: member, members: [lead, loner] })
  const unit = await make('business_unit', { name: 'Hidden Unit', head: lead })
  const place = await make('location', { name: 'Hidden Place', kind: 'site' })
  const [owned, run, both, nobodys] = [
    await make('service', { name: 'Hidden Owned', owner: member, businessUnit: unit }),
    await make('service', { name: 'Hidden Run', team, owner: loner }),
    await make('service', { name: 'Hidden of the archived', team: gone, owner: lead }),
    await make('service', { name: 'Hidden Nobody’s' }),
  ]
  const [forAll, forNobody] = [
    await make('service', { name: 'Hidden of the unit', kind: 'business', businessUnit: unit }),
    await make('service', { name: 'Hidden and retired', hours: 'always' }),
  ]
  await records.move('service', forAll, 'goLive')
  await records.move('service', forNobody, 'retire')
  await records.update('service', owned, { dependsOn: [run, both, nobodys] })
  await records.update('service', run, { dependsOn: [owned] })
  await records.archive('team', gone)
  await records.archive('service', both)
  const articles = [
    await make('knowledge_article', { title: 'Hidden draft', draft: 'Not yet.' }),
    await make('knowledge_article', { title: 'Hidden from all but IT', draft: 'The door code.', audience: 'it' }),
    await make('knowledge_article', { title: 'Hidden for a unit', draft: 'Prices.', audience: 'units', units: [unit] }),
    await make('knowledge_article', { title: 'Hidden and ended', draft: 'Once.', services: [nobodys] }),
  ]
  for (const article of articles.slice(1)) await records.move('knowledge_article', article, 'publish')
  await records.move('knowledge_article', articles[3] ?? '', 'retire')
  await relateAndRemember(db, kernel, { owned, nobodys, run })
  await records.update('person', loner, { location: place, businessUnit: unit })
  const demo = await db.query<{ account: string; name: string }>(
    `select id as account, roles[1] as name from account order by name`,
  )
  const ready: Caller[] = []
  for (const { account, name } of demo) ready.push(await signedIn(kernel, { account, name: `demo ${name}` }))
  const custom = [
    ['only themselves', [], member],
    ['leads a team', ['team.write'], lead],
    ['keeps services', ['service.*', 'comment.write', 'history.read', 'export.run'], loner],
    ['reads people without what is private', ['person.read', 'history.read', 'export.run', 'audit.read'], undefined],
    ['reads places alone', ['location.read', 'export.run', 'history.read', 'audit.read'], undefined],
    ['nothing at all', [], undefined],
  ] as const
  for (const [name, permissions, self] of custom)
    ready.push(await createCaller(kernel, { name, permissions: [...permissions], ...(self && { self }) }))
  // Everyone once opened, watched and preferred what they may not see now.
  await db.query({
    text: `insert into favourite (account_id, record_id, at) select a.id, r.id, $1 from account a, record r where r.title like 'Hidden%' on conflict do nothing`,
    values: [clock.now()],
  })
  return ready
}

async function signedIn(kernel: Kernel, { account, name }: { account: string; name: string }): Promise<Caller> {
  const helper = await createCaller(kernel, { name })
  await kernel.db.query({
    text: 'update session set account_id = $2 where account_id = $1',
    values: [helper.account, account],
  })
  return { account, name, token: helper.token }
}

interface Joined {
  readonly owned: string
  readonly nobodys: string
  readonly run: string
}

async function relateAndRemember(db: Db, { clock, store }: Kernel, { owned, nobodys, run }: Joined): Promise<void> {
  for (const other of [nobodys, run])
    await db.query({
      text: `insert into relation (id, link, from_id, to_id, at, by_name) values ($1, 'related_to', $2, $3, $4, 'Test')`,
      values: [clock.id(), owned, other, clock.now()],
    })
  await store.asSystem('adversarial rows').update('service', nobodys, { purpose: 'Zwergpinscher' })
}
