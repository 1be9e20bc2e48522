import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { defectHead, defectLine, importLog, type LogResult } from '../internal/support/index.server.ts'
import { isTimeZone } from '../kernel/calendar/time-zone.ts'
import { readSecret } from '../kernel/config.server.ts'
import { Failure } from '../kernel/errors.ts'
import { createLog } from '../kernel/log.server.ts'
import type { Given } from './cli-commands.ts'
import { withDatabase } from './cli-data.ts'
import { composeKernel } from './compose.ts'
import { bringUpToDate } from './database.ts'
import { Exit, exitCodes } from './exit.ts'

const say = (text: string): void => console.log(text)

/** `quarterdeck import service-log FILE` */
export async function importServiceLog({ words, flags }: Given): Promise<void> {
  const file = words[1] ?? ''
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Exit(exitCodes.failed, `${file} is not there.`)
  const timeZone = typeof flags['time-zone'] === 'string' ? flags['time-zone'] : 'UTC'
  if (!isTimeZone(timeZone))
    throw new Exit(exitCodes.failed, `${timeZone} is no time zone. Name one such as Europe/Berlin.`)
  const system = typeof flags['system'] === 'string' ? flags['system'].trim() || 'ServiceNow' : 'ServiceNow'
  const isDryRun = Boolean(flags['dry-run'] || flags['preview'])
  const report = openReport(file)
  await withDatabase('import', async ({ db, replica }, config) => {
    await bringUpToDate({ db, config, say })
    const log = createLog({ level: 'warn', isPretty: true, to: process.stderr })
    const kernel = composeKernel({ config, db, replica, log, secret: readSecret(config, process.env) })
    await kernel.learnZone()
    await kernel.customFields.refresh()
    const onProgress = (done: number, all: number): void => {
      if (all > 1000) say(`${done} of ${all} tickets`)
    }
    const result = await importLog(kernel, { file, system, timeZone, isDryRun, onDefect: report.add, onProgress })
      .catch(explain)
      .finally(report.close)
    say(summary(result, isDryRun))
    if (report.isWritten()) say(`What to look at is in ${report.path}, row by row, each with what to do.`)
    if (result.rowsLeftOut + result.valuesLeftOut > 0) process.exitCode = exitCodes.incomplete
  })
}

/** Beside the file, and only once there is something to report. */
function openReport(file: string) {
  const { dir, name } = path.parse(file)
  const target = path.join(dir, `${name}-defects.csv`)
  let handle: number | null = null
  return {
    path: target,
    isWritten: () => handle !== null,
    add: (defect: Parameters<typeof defectLine>[0]): void => {
      if (handle === null) {
        handle = openSync(target, 'w')
        writeSync(handle, defectHead)
      }
      writeSync(handle, defectLine(defect))
    },
    close: (): void => {
      if (handle !== null) closeSync(handle)
    },
  }
}

function explain(error: unknown): never {
  throw error instanceof Failure ? new Exit(exitCodes.failed, error.message) : error
}

function summary(result: LogResult, isDryRun: boolean): string {
  const { rows, newTickets, knownTickets, newEvents, knownEvents, rowsLeftOut, valuesLeftOut, notes, made } = result
  const { person = 0, team = 0, ticket_category = 0, pending_reason = 0 } = made
  return [
    `${rows} rows: ${newTickets} new tickets and ${knownTickets} known ones, ${newEvents} new events, ${knownEvents} known ones.`,
    `Made besides: ${person} people, ${team} teams, ${ticket_category} categories, ${pending_reason} pending reasons.`,
    `${rowsLeftOut} rows and ${valuesLeftOut} values were left out; ${notes} notes.`,
    ...(isDryRun ? ['Nothing was changed.'] : []),
  ].join('\n')
}
