import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Installation, makeInstallation, until } from './installation.ts'
import { startLoad } from './load.ts'
import { setUp } from './set-up.ts'

// The second run of the server's tests, on another PostgreSQL, would do the very same: these run the embedded one.
const isSecondRun = Boolean(process.env['TEST_DATABASE_URL'])
const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string] ?? process.arch
const fakeTime = `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`
const hasFakeTime = existsSync(fakeTime) || Boolean(process.env['CI'])

describe.skipIf(isSecondRun)('an installation whose surroundings fail', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-faults-'))
  const disk = join(folder, 'disk')
  const ballast = join(disk, 'ballast')
  const clock = join(folder, 'clock')
  let isMounted = false
  let installation: Installation
  let headers: Record<string, string>

  beforeAll(async () => {
    mkdirSync(disk)
    isMounted = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=711', 'tmpfs', disk]).status === 0
    turnClock('+0')
    const env = {
      LD_PRELOAD: fakeTime,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      DONT_FAKE_MONOTONIC: '1',
    }
    const data = join(disk, 'data')
    installation = await makeInstallation({ data, ...(hasFakeTime ? { env } : {}) })
    await installation.start()
    headers = await setUp(installation)
  }, 180_000)
  afterAll(async () => {
    await installation.remove()
    if (isMounted) execFileSync('/usr/bin/umount', [disk])
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 250 })
  }, 60_000)

  const turnClock = (to: string): void => writeFileSync(clock, to)
  const send = (method: string, at: string, body?: object): Promise<Response> =>
    fetch(`${installation.url}/api/v1/${at}`, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const createPerson = async (name: string): Promise<string> => {
    const answer = await send('POST', 'people', { name })
    expect(answer.status, await answer.clone().text()).toBe(201)
    return ((await answer.json()) as { id: string }).id
  }
  const upload = (record: string, bytes: number): Promise<Response> => {
    const form = new FormData()
    form.append('files', new Blob([new Uint8Array(bytes).fill(7)]), 'large.bin')
    return fetch(`${installation.url}/api/v1/records/${record}/files`, { method: 'POST', headers, body: form })
  }

  it('goes on after a restart of the database, without a lost or doubled write', async () => {
    const load = startLoad(installation.url, headers)
    await until(() => load.acknowledged.size > 30, installation.said)
    installation.restartDatabase()
    const before = load.acknowledged.size
    await until(() => load.acknowledged.size > before + 30, installation.said)
    await load.stop()
    expect(load.refused).toEqual([])
    for (const [, id] of load.acknowledged) expect((await send('GET', `people/${id}`)).status).toBe(200)
  })

  it('refuses files in clear words while the disk is full, still reads, and takes them when there is room again', async (context) => {
    if (!isMounted) return context.skip('No small disk: mounting one needs more rights.')
    const person = await createPerson('Before the disk was full')
    expect((await upload(person, 1000)).status).toBe(201)
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 3_000_000))
    const refused = await upload(person, 8_000_000)
    expect(refused.status).toBe(507)
    expect((await refused.json()) as object).toMatchObject({ detail: expect.stringMatching(/disk is full|no room/i) })
    const unfinished = join(disk, 'data', 'files', 'unfinished')
    expect(existsSync(unfinished) ? readdirSync(unfinished) : []).toEqual([])
    expect((await send('GET', `people/${person}`)).status).toBe(200)
    const files = async (): Promise<number> =>
      ((await (await send('GET', `records/${person}/files`)).json()) as { files: object[] }).files.length
    expect(await files()).toBe(1)
    rmSync(ballast)
    expect((await upload(person, 8_000_000)).status).toBe(201)
    expect(await files()).toBe(2)
  })

  it('keeps every acknowledged write when the database itself runs out of room, and goes on by itself', async (context) => {
    if (!isMounted) return context.skip('No small disk: mounting one needs more rights.')
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 2_000_000))
    const kept: string[] = []
    const refusals = new Map<number, string>()
    for (let n = 0; n < 4000 && refusals.size === 0; n += 1) {
      // Text that doesn't compress, so that it takes room.
      const purpose = Array.from({ length: 400 }, () => Math.random().toString(36).slice(2, 12))
        .join(' ')
        .slice(0, 4000)
      const answer = await send('POST', 'services', { name: `Full ${n}`, purpose })
      if (answer.status === 201) kept.push(((await answer.json()) as { id: string }).id)
      else refusals.set(answer.status, await answer.text())
    }
    expect(
      [...refusals.keys()].every((status) => status === 507 || status === 503),
      JSON.stringify([...refusals]),
    ).toBe(true)
    expect(refusals.size).toBe(1)
    expect(kept.length).toBeGreaterThan(0)
    expect((await send('GET', `services/${kept[0]}`)).status).toBe(200)
    rmSync(ballast)
    await until(async () => (await send('POST', 'people', { name: 'Room again' })).status === 201, installation.said)
    const all = (await (await send('GET', 'services?limit=1000&columns=name')).json()) as { rows: { id: string }[] }
    expect(all.rows.map(({ id }) => id).sort()).toEqual([...kept].sort())
    for (const id of kept) expect((await send('GET', `services/${id}`)).status).toBe(200)
  })

  it('bears a clock that jumps forward by hours and back', async (context) => {
    if (!hasFakeTime) return context.skip('Needs faketime (apt-get install faketime).')
    const before = await createPerson('Before the jump')
    for (const to of ['+6h', '-3h', '+0']) {
      turnClock(to)
      await createPerson(`At ${to}`)
      expect((await send('GET', 'me')).status).toBe(200)
    }
    expect((await send('GET', `people/${before}`)).status).toBe(200)
    const seen = (await (await send('GET', 'people?limit=10&columns=name,createdAt&sort=-createdAt')).json()) as {
      rows: { name: string }[]
    }
    expect(seen.rows[0]?.name).toBe('At +6h')
    // What follows each write has followed these too.
    const followed = async (): Promise<number> => {
      const { processors } = (await (await send('GET', 'jobs')).json()) as {
        processors: { behind: number; dead: number }[]
      }
      return processors.reduce((sum, { behind, dead }) => sum + behind + dead, 0)
    }
    await until(async () => (await followed()) === 0, installation.said)
  })

  it('proves its history afterwards', async () => {
    await installation.kill('everything')
    const { code, says } = await installation.run('verify')
    expect(says).not.toMatch(/altered|missing|inserted/i)
    expect(code).toBe(0)
  })
})
