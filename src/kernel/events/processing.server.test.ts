import { fork } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testClock } from '../../../test/kit/clock.ts'
import { testDatabase } from '../../../test/kit/database.ts'
import { system } from '../access/who.ts'
import { type Db, openDb } from '../database/db.server.ts'
import { appendEntry, emptyChain } from '../history/entry.server.ts'
import { startProcessors, type Processing } from './processing.server.ts'
import { defineProcessor, type Processor } from './processor.server.ts'
import { announce } from './signal.server.ts'
import { forgetProcessed, processorStates, retryDeadLetter } from './state.server.ts'

/** What processors failed at, the given-up ones first. */
const deadLetters = (of: Db) =>
  of.query<{
    id: string
    processor: string
    entryId: string
    recordId: string
    attempts: number
    error: string
    retryAt: Date | null
  }>(
    `select id, processor, entry_id as "entryId", record_id as "recordId", attempts, error, retry_at as "retryAt" from dead_letter
      order by retry_at is not null, failed_at desc`,
  )
const { db, connectionString } = await testDatabase({ max: 20 })
const clock = testClock()
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
const kernel = { db, clock, log: quiet, learnZone: async () => undefined }
const writer = { who: system('test'), clock }
await db.query('create table effect (processor text, verb text)')

const recordId = clock.id()
await db.query({
  text: `insert into record (id, type, title, entries, chain, search, folded) values ($1, 'thing', 'A thing', 0, $2, '', '')`,
  values: [recordId, emptyChain.chain],
})
async function write(verb: string): Promise<void> {
  await db.transaction((tx) => appendEntry(tx, writer, { recordId, type: 'thing', verb }))
  announce(db)
}

let running: Processing[] = []
const start = (processors: readonly Processor[], on = kernel): void =>
  void running.push(startProcessors(on, processors))
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()))
  running = []
})
let number = 0
let name = ''
beforeEach(() => {
  name = `p${++number}`
})

async function until(isSo: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
  const end = Date.now() + within
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const isKnown = async (): Promise<boolean> => (await processorStates(db)).some((state) => state.name === name)
const collector = (seen: string[], more: Partial<Processor> = {}): Processor =>
  defineProcessor({ name, on: () => true, handle: async ({ verb }) => void seen.push(verb), ...more })

test('a processor is told of what happens from its first start on, in order, and goes on where it stopped', async () => {
  const seen: string[] = []
  await write('before')
  start([collector(seen, { on: ({ verb }) => verb !== 'unwanted' })])
  await until(isKnown)
  for (const verb of ['a', 'unwanted', 'b', 'c']) await write(verb)
  await until(() => seen.length === 3)
  await running.pop()?.stop()
  await write('while away')
  start([collector(seen)])
  await until(() => seen.length === 4)
  expect(seen).toEqual(['a', 'b', 'c', 'while away'])
})

test('a processor that begins at the beginning is told of everything', async () => {
  const seen: string[] = []
  start([collector(seen, { startsAt: 'beginning', on: ['before'] })])
  await until(() => seen.length === 1)
})

test('of several workers one runs a processor, and another takes over when it goes', async () => {
  const seen: string[] = []
  const other = openDb({ connectionString, max: 4 })
  start([collector(seen)])
  start([collector(seen)], { ...kernel, db: other })
  await until(isKnown)
  for (let n = 0; n < 5; n++) await write(`n${n}`)
  await until(() => seen.length >= 5)
  await running.shift()?.stop()
  for (let n = 5; n < 10; n++) await write(`n${n}`)
  await until(() => seen.length >= 10)
  await running.shift()?.stop()
  await other.close()
  expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => `n${n}`))
})

test('an entry that fails is tried again later while others go on, is given up, and can be tried anew', async () => {
  const seen: string[] = []
  let isBroken = true
  const handle: Processor['handle'] = async ({ verb }, { attempt }) => {
    if (verb === 'bad' && isBroken) throw new Error(`no. ${attempt}`)
    seen.push(verb)
  }
  start([collector(seen, { handle, attempts: 3, pause: 1000 })])
  await until(isKnown)
  for (const verb of ['bad', 'good']) await write(verb)
  await until(() => seen.includes('good'))
  for (const pause of [1000, 2000]) {
    clock.advance(pause)
    announce(db)
    await until(async () => (await deadLetters(db))[0]?.attempts === (pause === 1000 ? 2 : 3))
  }
  const [letter] = await deadLetters(db)
  expect(letter).toMatchObject({ processor: name, recordId, attempts: 3, retryAt: null })
  expect(letter?.error).toContain('no. 3')
  expect((await processorStates(db)).find((state) => state.name === name)).toMatchObject({
    dead: 1,
    retrying: 0,
    behind: 0,
  })
  isBroken = false
  expect(await retryDeadLetter(db, { id: letter?.id ?? '', now: clock.now() })).toBe(true)
  await until(() => seen.includes('bad'))
  await until(async () => (await deadLetters(db)).length === 0)
})

test('a handler that hangs fails, and the rest goes on', async () => {
  const seen: string[] = []
  const handle: Processor['handle'] = async ({ verb }) => {
    if (verb === 'hangs') await new Promise(() => undefined)
    seen.push(verb)
  }
  start([collector(seen, { handle, limit: 50, attempts: 1 })])
  await until(isKnown)
  for (const verb of ['hangs', 'goes on']) await write(verb)
  await until(() => seen.includes('goes on'))
  expect((await deadLetters(db)).find(({ processor }) => processor === name)?.error).toContain('longer than 50 ms')
})

test('the effect of a once processor happens once, however often an entry is delivered', async () => {
  const handle: Processor['handle'] = async ({ verb }, { db: tx }) => {
    await tx.query({ text: 'insert into effect values ($1, $2)', values: [name, verb] })
    if (verb === 'half done') throw new Error('after the effect')
  }
  const processor = collector([], { handle, once: true, attempts: 1 })
  start([processor])
  await until(isKnown)
  const place = await db.query<{ position: number; entry: number; entry_id: string }>({
    text: 'select * from processor where name = $1',
    values: [name],
  })
  for (const verb of ['one', 'half done', 'two']) await write(verb)
  const effects = () =>
    db.query<{ verb: string }>({ text: 'select verb from effect where processor = $1 order by verb', values: [name] })
  await until(async () => (await effects()).length === 2)
  await running.pop()?.stop()
  // As after a crash before the place was kept: everything is delivered again.
  const [at] = place
  await db.query({
    text: 'update processor set position = $2, entry = $3, entry_id = $4 where name = $1',
    values: [name, at?.position, at?.entry, at?.entry_id],
  })
  start([processor])
  await until(async () => (await processorStates(db)).find((state) => state.name === name)?.behind === 0)
  expect((await effects()).map(({ verb }) => verb)).toEqual(['one', 'two'])
  expect(await forgetProcessed(db, new Date(clock.now().getTime() + 1))).toBe(2)
})

test('the connection that listens and locks is lost: it comes back, and nothing is missed', async () => {
  const seen: string[] = []
  start([collector(seen)])
  await until(isKnown)
  await write('first')
  await until(() => seen.length === 1)
  await db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ~ '^(listen|select pg_try_advisory_lock)' and pid <> pg_backend_pid()`,
  )
  await write('second')
  await until(() => seen.length === 2)
  expect(seen).toEqual(['first', 'second'])
})

test('a writer killed between its commit and the notice loses nothing', async () => {
  const seen: string[] = []
  start([collector(seen)])
  await until(isKnown)
  const child = fork(join(import.meta.dirname, '../../../test/kit/killed-writer.ts'), [connectionString, recordId], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => child.once('exit', resolve))
  expect(child.signalCode).toBe('SIGKILL')
  await until(() => seen.includes('last words'))
})

test('two processors of one name are a mistake', () => {
  expect(() => startProcessors(kernel, [collector([]), collector([])])).toThrow(`Two processors are named '${name}'.`)
})
