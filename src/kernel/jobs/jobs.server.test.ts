import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { makeRegistry } from '../../app/records.ts'
import { nobody } from '../access/who.ts'
import { type Job, type RunningJobs, startJobs } from './jobs.server.ts'
import { failedJobs } from './failed-jobs.server.ts'
import { jobStates } from './state.server.ts'

const { db, connectionString } = await testDatabase()
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
const kernel = { db, log: quiet, learnZone: async () => undefined } as unknown as Parameters<typeof startJobs>[0]
let running: RunningJobs[] = []
const start = async (jobs: readonly Job[]): Promise<RunningJobs> => {
  const started = await startJobs(kernel, { jobs, connectionString, lookEvery: 0.5 })
  running.push(started)
  return started
}
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()))
  running = []
})
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 18_000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('before any worker ran there is nothing to see', async () => {
  expect(await jobStates(db)).toEqual([])
})

test('a job that is sent runs once, though two workers look for it', async () => {
  const ran: unknown[] = []
  const greet: Job = { name: 'greet', about: 'Greet', run: async (_, data) => void ran.push(data) }
  const [one] = [await start([greet]), await start([greet])]
  await one.send('greet', { to: 'you' })
  await until(() => ran.length > 0)
  await until(async () => (await jobStates(db))[0]?.completed === 1)
  expect(ran).toEqual([{ to: 'you' }])
})

test('schedules are kept while they are declared', async () => {
  await start([{ name: 'nightly', about: 'Every night', cron: '10 1 * * *', run: async () => undefined }])
  expect((await jobStates(db)).find(({ name }) => name === 'nightly')?.cron).toBe('10 1 * * *')
  await start([{ name: 'nightly', about: 'Every night', run: async () => undefined }])
  expect((await jobStates(db)).find(({ name }) => name === 'nightly')?.cron).toBeNull()
})

test('a worker stops within three seconds, even while a job hangs', async () => {
  let isRunning = false
  const started = await start([
    {
      name: 'hangs',
      about: 'Hang',
      run: async () => {
        isRunning = true
        await new Promise(() => undefined)
      },
    },
  ])
  await started.send('hangs')
  await until(() => isRunning)
  const from = performance.now()
  await started.stop()
  expect(performance.now() - from).toBeLessThan(3500)
  running = []
})

test('a run that failed is named in words, tried again when asked to, and given up for good', async () => {
  let isBroken = true
  const job: Job = {
    name: 'breaks',
    about: 'Sweep the deck',
    run: async () => {
      if (isBroken) throw new Error('The broom is gone')
    },
  }
  const { send } = await start([job])
  const source = failedJobs([job])
  const failing = { db, clock: testClock(), registry: makeRegistry() }
  const list = async () => (await source.list(failing, nobody)).filter(({ title }) => title === 'Sweep the deck')
  await send('breaks')
  await until(async () => (await list()).length > 0)
  expect(await list()).toMatchObject([
    { says: 'The broom is gone.', tries: 1, nextTry: expect.any(String), detail: expect.stringContaining('at ') },
  ])
  isBroken = false
  const [failed] = await list()
  expect(await source.retry(failing, failed?.id ?? '')).toBe(1)
  await until(async () => (await jobStates(db)).find(({ name }) => name === 'breaks')?.completed === 1)
  expect(await list()).toEqual([])
  const state = (await jobStates(db)).find(({ name }) => name === 'breaks')
  expect(state?.lastMs).toBeGreaterThanOrEqual(0)

  isBroken = true
  await send('breaks')
  await until(async () => (await list()).length > 0)
  expect((await list())[0]?.note).toBeNull()
  expect(await source.giveUp(failing, { id: (await list())[0]?.id ?? '', by: 'Ada', reason: 'No broom' })).toBe(true)
  expect(await list()).toEqual([])
})
