import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { dryRun } from './dry-run.server.ts'

const clock = testClock()
const { kernel } = await testApplication({ clock })
const world = createWorld(kernel)
const records = kernel.store.asSystem('test')
const author = await createCaller(kernel, { name: 'Author', permissions: [] })
const service = (name: string, more: Record<string, unknown> = {}) => world.another('service', { name, ...more })

describe('what a rule would have done', () => {
  it('is told of each record as it stood then, and only to those who may read it', async () => {
    clock.set('2026-07-01T12:00:00Z')
    const row = await service('Dry', { criticality: 'vital' })
    await records.update('service', row.id, { criticality: 'minor' })
    await records.update('service', row.id, { purpose: 'Changed' })
    const tried = (conditions: object, changed: string[] = []) => ({
      rule: {
        recordType: 'service',
        verbs: ['created', 'updated'] as const,
        changed,
        conditions: { name: 'Dry', ...conditions },
      },
      days: 30,
    })
    const as = records.who
    expect((await dryRun(kernel, as, tried({}))).matched).toBe(3)
    const vital = await dryRun(kernel, as, tried({ criticality: 'vital' }))
    expect(vital).toMatchObject({ matched: 1, examples: [{ id: row.id, title: 'Dry', verb: 'created' }] })
    expect((await dryRun(kernel, as, tried({ criticality: 'minor' }))).matched).toBe(2)
    expect((await dryRun(kernel, as, tried({}, ['purpose']))).matched).toBe(1)
    const stranger = kernel.store.as({ ...as, isSystem: false, account: author.account, permissions: new Set() }).who
    expect((await dryRun(kernel, stranger, tried({}))).matched).toBe(0)
    clock.set('2026-09-01T12:00:00Z')
    expect((await dryRun(kernel, as, tried({}))).looked).toBe(0)
  })
})
