import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { registry } from '../../app/records.ts'
import { system } from '../access/who.ts'
import { systemClock } from '../clock.ts'
import { openStore } from '../record/store.server.ts'
import { createImport, readImport, setMapping, startApplying } from './imports.server.ts'
import { listSheets } from './sheets.server.ts'
import { importWork } from './work.server.ts'
import { zipStream } from './zip-writer.server.ts'

const { db } = await testDatabase()
const log = { info: () => undefined, warn: () => undefined, error: console.error, debug: () => undefined }
const kernel = { db, registry, clock: systemClock, store: openStore({ db, registry, clock: systemClock }), log }
const work = importWork(kernel)
const who = system('sheets test')
const folder = mkdtempSync(join(tmpdir(), 'importing-sheets-'))

/** A workbook of these sheets; each row is one text. */
async function workbook(sheets: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const names = Object.keys(sheets)
  const cell = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`
  const parts = zipStream([
    {
      name: 'xl/workbook.xml',
      content: [
        `<workbook><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="r${i}"/>`).join('')}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        `<Relationships>${names.map((_, i) => `<Relationship Id="r${i}" Type="x/worksheet" Target="s${i}.xml"/>`).join('')}</Relationships>`,
      ],
    },
    ...names.map((name, i) => ({
      name: `xl/s${i}.xml`,
      content: [`<worksheet><sheetData>${(sheets[name] ?? []).map(cell).join('')}</sheetData></worksheet>`],
    })),
  ])
  const path = join(folder, `${systemClock.id()}.xlsx`)
  writeFileSync(path, Buffer.concat(await Array.fromAsync(parts)))
  return path
}

const sheets = { Cover: [], Current: ['Name', 'Night shift', 'Day shift'], Former: ['Name', 'Fax desk'] }

test('lists the sheets of a workbook, and takes the first with rows for the likely one', async () => {
  expect(await listSheets(kernel, { path: await workbook(sheets), type: 'team' })).toEqual({
    sheets: [
      { name: 'Cover', rows: 0 },
      { name: 'Current', rows: 2 },
      { name: 'Former', rows: 1 },
    ],
    chosen: 'Current',
  })
})

test('reads the sheet that is asked for, and remembers it for the next such workbook', async () => {
  const path = await workbook(sheets)
  const given = { path, fileName: 'teams.xlsx', type: 'team', sheet: 'Former' }
  const { id, format, rows, mapping } = await createImport(kernel, who, given)
  expect([format.sheet, rows]).toEqual(['Former', 1])
  await setMapping(kernel, who, id, { ...mapping, matchOn: ['name'] })
  await work.run(id)
  expect((await listSheets(kernel, given)).chosen).toBe('Current')
  await startApplying(kernel, who, id)
  await work.run(id)
  expect((await readImport(kernel, who, id)).counts).toEqual({ create: 1 })
  expect((await listSheets(kernel, { path: await workbook(sheets), type: 'team' })).chosen).toBe('Former')
  expect((await listSheets(kernel, { path, type: 'person' })).chosen).toBe('Current')
})

test('says which sheets there are when another one is asked for', async () => {
  const given = { path: await workbook(sheets), fileName: 'teams.xlsx', type: 'team', sheet: 'Future' }
  await expect(createImport(kernel, who, given)).rejects.toThrow("no sheet 'Future'. It has: Cover, Current, Former.")
})
