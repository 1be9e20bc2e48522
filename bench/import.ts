import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { system } from '../src/kernel/access/who.ts'
import type { Db } from '../src/kernel/database/db.server.ts'
import { createImport, readImport, setMapping, startApplying } from '../src/kernel/importing/imports.server.ts'
import { importWork } from '../src/kernel/importing/work.server.ts'
import { secondsOf } from './drive.ts'
import { benchKernel } from './kernel.ts'
import { ticket } from './load.ts'
import { benchRegistry } from './ticket.ts'

const who = system('bench', 'cli')

/** Rows per second of one CSV file through the staged import, as people do it: read, previewed, applied. */
export interface Imported {
  readonly readPerSecond: number
  readonly previewedPerSecond: number
  readonly appliedPerSecond: number
}

/** Imports `rows` new tickets from a CSV file written to `folder`; teams and people are found by name. */
export async function importFile(db: Db, folder: string, rows: number): Promise<Imported> {
  const file = path.join(folder, 'tickets.csv')
  await pipeline(Readable.from(csvLines(rows)), createWriteStream(file))
  const kernel = benchKernel(db, benchRegistry)
  const work = importWork(kernel)
  const given = { path: file, fileName: 'tickets.csv', type: 'bench_ticket' }
  let id = ''
  const read = await secondsOf(async () => {
    const made = await createImport(kernel, who, given)
    id = made.id
    await setMapping(kernel, who, id, { ...made.mapping, matchOn: [], mode: 'create' })
  })
  const previewed = await secondsOf(() => work.run(id))
  const applied = await secondsOf(async () => {
    await startApplying(kernel, who, id)
    await work.run(id)
  })
  const { status, counts } = await readImport(kernel, who, id)
  if (status !== 'applied' || counts.create !== rows)
    throw new Error(`The import ended as ${status}: ${JSON.stringify(counts)}`)
  return { readPerSecond: rows / read, previewedPerSecond: rows / previewed, appliedPerSecond: rows / applied }
}

function* csvLines(rows: number): Generator<string> {
  const names = ['title', 'description', 'team', 'requester', 'assignee', 'priority', 'dueAt', 'spent']
  const teams = Array.from({ length: 20 }, (_, n) => `Team ${n}`)
  const people = Array.from({ length: 1000 }, (_, n) => `person${n}@example.com`)
  yield `${names.join(',')}\n`
  for (let n = 0; n < rows; n += 1) {
    const { spent, ...same } = ticket(n + 50_000_000, teams, people)
    const one: typeof same = { ...same, spent: spent ? `${Number(spent) / 60} min` : '' }
    yield `${names.map((name) => `"${one[name] ?? ''}"`).join(',')}\n`
  }
}
