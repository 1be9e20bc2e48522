import { beforeAll, describe, expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { nobody, type Who } from '../../kernel/access/who.ts'
import { openStore } from '../../kernel/record/store.server.ts'
import { readServiceMap } from './index.server.ts'

const { db, statementsOf } = await testDatabase()
const store = openStore({ db, registry, clock: testClock() })
const records = store.asSystem('tests')
const reader: Who = {
  ...nobody,
  account: '00000000-0000-7000-8000-000000000001',
  name: 'Reader',
  permissions: new Set(['service.read']),
}
const whole = { focus: null, team: null }
const ids: Record<string, string> = {}

async function add(name: string, ...dependsOn: string[]): Promise<void> {
  const row = await records.create('service', { name, dependsOn: dependsOn.map((other) => ids[other]) })
  ids[name] = row.id
}

beforeAll(async () => {
  await add('Network')
  await add('Mail', 'Network')
  await add('Portal', 'Mail')
  await add('Fax', 'Network')
  await records.move('service', ids['Fax'] ?? '', 'goLive')
  await records.move('service', ids['Fax'] ?? '', 'retire')
})

describe('the service map', () => {
  test('shows what is planned or live, and nothing that was retired', async () => {
    const map = await readServiceMap({ store }, reader, whole)
    expect(map.nodes.map((node) => node.title)).toEqual(['Mail', 'Network', 'Portal'])
    expect(map.edges).toHaveLength(2)
  })

  test('takes one statement', async () => {
    expect(await statementsOf(() => readServiceMap({ store }, reader, whole))).toHaveLength(1)
  })

  test('keeps the names of owners and teams from those who may not read them', async () => {
    const owner = await records.create('person', { name: 'Secret Owner' })
    await records.update('service', ids['Mail'] ?? '', { owner: owner.id })
    const map = await readServiceMap({ store }, reader, whole)
    expect(JSON.stringify(map)).not.toContain('Secret Owner')
  })

  test('is empty for those who may not read services', async () => {
    const stranger: Who = { ...reader, permissions: new Set(['person.read']) }
    expect(await readServiceMap({ store }, stranger, whole)).toMatchObject({
      nodes: [],
      groups: [],
      edges: [],
      total: 0,
    })
  })
})
