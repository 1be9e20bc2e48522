import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { type Job, type RunningJobs, startJobs } from './jobs.server.ts'
import { failedJobs, jobStates } from './state.server.ts'

const { db, connectionString } = await testDatabase()
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
const kernel = { db, log: quiet } as unknown as Parameters<typeof startJobs>[0]
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
  expect(await failedJobs(db)).toEqual([])
})

test('a job that is sent runs once, though two workers look for it', async () => {
  const ran: unknown[] = []
  const greet: Job = { name: 'greet', run: async (_, data) => void ran.push(data) }
  const [one] = [await start([greet]), await start([greet])]
  await one.send('greet', { to: 'you' })
  await until(() => ran.length > 0)
  await until(async () => (await jobStates(db))[0]?.completed === 1)
  expect(ran).toEqual([{ to: 'you' }])
})

test('schedules are kept while they are declared', async () => {
  await start([{ name: 'nightly', cron: '10 1 * * *', run: async () => undefined }])
  expect((await jobStates(db)).find(({ name }) => name === 'nightly')?.cron).toBe('10 1 * * *')
  await start([{ name: 'nightly', run: async () => undefined }])
  expect((await jobStates(db)).find(({ name }) => name === 'nightly')?.cron).toBeNull()
})

test('a worker stops within three seconds, even while a job hangs', async () => {
  let isRunning = false
  const started = await start([
    {
      name: 'hangs',
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
