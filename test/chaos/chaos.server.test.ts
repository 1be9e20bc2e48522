import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Installation, makeInstallation, type Part, parts, until } from './installation.ts'
import { type Load, startLoad } from './load.ts'
import { setUp } from './set-up.ts'

/** How often something is killed; `CHAOS_ROUNDS=50` for the long run. */
const rounds = Number(process.env['CHAOS_ROUNDS'] ?? 10)

let installation: Installation
let headers: Record<string, string>
let load: Load
beforeAll(async () => {
  installation = await makeInstallation()
  await installation.start()
  headers = await setUp(installation)
}, 180_000)
afterAll(() => installation.remove(), 60_000)

describe('a load of writes, while parts are killed at random moments', () => {
  it(`goes on after each of ${rounds} kills`, { timeout: rounds * 60_000 }, async () => {
    load = startLoad(installation.url, headers)
    for (let round = 0; round < rounds; round += 1) {
      const before = load.acknowledged.size
      await until(() => load.acknowledged.size > before + 20, installation.said)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
      const part = parts[round % parts.length] as Part
      await installation.kill(part)
      if (part === 'everything') await installation.start()
    }
    const before = load.acknowledged.size
    await until(() => load.acknowledged.size > before + 20, installation.said)
    await load.stop()
    expect(load.refused).toEqual([])
  })

  it('every acknowledged write is there once, and none that was not is there twice', { timeout: 120_000 }, async () => {
    const found = await everybody()
    const times = new Map<string, number>()
    for (const { name } of found) times.set(name, (times.get(name) ?? 0) + 1)
    const ids = new Map(found.map(({ name, id }) => [name, id]))
    expect([...load.acknowledged].filter(([name, id]) => times.get(name) !== 1 || ids.get(name) !== id)).toEqual([])
    expect([...load.unknown].filter((name) => (times.get(name) ?? 0) > 1)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(load.acknowledged.size)
    expect(found.length).toBeLessThanOrEqual(load.acknowledged.size + load.unknown.size)
  })

  it('what follows each write happened for each, once', { timeout: 120_000 }, async () => {
    const found = await everybody()
    const watched = async (): Promise<number> => {
      const filter = encodeURIComponent(JSON.stringify({ watched: true }))
      const { count, isAtLeast } = await get<{ count: number; isAtLeast: boolean }>(`people/count?filter=${filter}`)
      return isAtLeast ? found.length : count
    }
    await until(async () => (await watched()) === Math.min(found.length, 10_000), installation.said)
    const { processors } = await get<{ processors: { behind: number; dead: number }[] }>('jobs')
    expect(processors.filter(({ dead }) => dead > 0)).toEqual([])
  })

  it('the history proves itself', { timeout: 120_000 }, async () => {
    await installation.kill('everything')
    const { code, says } = await installation.run('verify')
    expect(says).not.toMatch(/altered|missing|inserted/i)
    expect(code).toBe(0)
  })
})

async function get<T>(at: string): Promise<T> {
  const answer = await fetch(`${installation.url}/api/v1/${at}`, { headers })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as T
}

interface Person {
  readonly id: string
  readonly name: string
}

async function everybody(): Promise<readonly Person[]> {
  const found: Person[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { rows: Person[]; next: string | null } = await get(
      `people?limit=1000&columns=name&sort=createdAt${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    )
    found.push(...page.rows.filter(({ name }) => name.startsWith('Chaos ')))
    after = page.next
  }
  return found
}
