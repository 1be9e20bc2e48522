import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { roles } from '../../foundation/roles.ts'
import { nobody, type Who } from '../../kernel/access/who.ts'
import { createImport, readImport, setMapping, startApplying } from '../../kernel/importing/imports.server.ts'
import { listRows } from '../../kernel/importing/import-rows.server.ts'
import { importWork } from '../../kernel/importing/work.server.ts'

const { kernel } = await testApplication({ clock: testClock('2026-11-28T09:00:00.000Z') })
const permissions = roles.find(({ name }) => name === 'vendor_manager')?.permissions ?? []
const { account, name } = await createCaller(kernel, { name: 'Vera', permissions })
const who: Who = { ...nobody, account, name, permissions: new Set(permissions) }
const system = kernel.store.asSystem('test')
await system.create('person', { name: 'Vera Lindqvist' })
await system.create('currency', { code: 'EUR', name: 'Euro' }).catch(() => null)
const work = importWork(kernel)
const folder = mkdtempSync(join(tmpdir(), 'vendors-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Imports a file as the vendor manager does who changes nothing of what was guessed. */
async function bring(type: string, fileName: string) {
  const path = join(folder, `${type}-${fileName}`)
  copyFileSync(new URL(`../../../test/data/vendors/${fileName}`, import.meta.url), path)
  const { id, mapping, columns } = await createImport(kernel, who, { path, fileName, type })
  await setMapping(kernel, who, id, mapping)
  await work.run(id)
  await startApplying(kernel, who, id)
  await work.run(id)
  const { counts } = await readImport(kernel, who, id)
  const { rows } = await listRows(kernel, who, id, { outcome: 'refused', after: 0, limit: 50 })
  return {
    counts,
    left: mapping.columns.flatMap(({ column, field }) => (field === null ? [columns[column]?.name] : [])),
    refused: rows.map(({ line, problems }) => `Line ${line}: ${problems.map(({ says }) => says).join(' ')}`),
  }
}

describe('a list of 300 suppliers that another system exported', () => {
  it('becomes legal entities, with what is wrong told by line, and what nobody keeps here left out', async () => {
    const { counts, left, refused } = await bring('legal_entity', 'kreditoren.csv')
    expect(counts).toEqual({ create: 298, refused: 2 })
    expect(left).toEqual(['Kreditor', 'Kurzname', 'Kategorie', 'Klasse', 'Verantwortlich', 'Buchungskreis', 'Gesperrt'])
    expect(refused).toEqual([
      'Line 43: The check digit of the VAT number doesn’t fit the rest: one of its digits is mistyped.',
      expect.stringMatching(/^Line 122: .* already stands in line 19, which counts\./),
    ])
    const [one] = (await system.list('legal_entity', { q: 'Bäcker Daten' })).rows
    expect(one).toMatchObject({ name: 'Bäcker Daten AG', country: 'CH', address: 'Industrieweg 110 66581 Köln' })
  })

  it('becomes vendors, each with the company that signs', async () => {
    const { counts, refused } = await bring('vendor', 'kreditoren.csv')
    expect(counts).toEqual({ create: 297, refused: 3 })
    expect(refused).toEqual([
      expect.stringContaining('Line 43: Legal entity: no legal entity has the LEI or D-U-N-S number or name'),
      expect.stringContaining("Line 122: Name 'Böhm Systemhaus' already stands in line 19"),
      expect.stringMatching(/^Line 202: Category must be one of: .* The file says 'Gebäudereinigung'\.$/),
    ])
    const [one] = (await system.list('vendor', { filter: { name: 'Bäcker Daten' } })).rows
    expect(one).toMatchObject({ legalEntity: { title: 'Bäcker Daten AG' }, owner: { title: 'Vera Lindqvist' } })
  })

  it('has engagements of one name at many vendors, which are not each other', async () => {
    const { counts, left, refused } = await bring('engagement', 'leistungen.csv')
    expect(left).toEqual(['Kostenstelle'])
    expect(refused).toEqual([
      "Line 32: Vendor: no vendor has the number or name 'Unbekannt GmbH'. Correct it, or empty the cell.",
      "Line 52: Vendor: no vendor has the number or name 'Eisvogel Netz'. Correct it, or empty the cell.",
      "Line 62: Name 'Leitung' already stands in line 61, which counts. Correct it, or leave this row out.",
      "Line 92: Cost a year must be an amount such as 1234.50 EUR. The file says 'viel'.",
    ])
    expect(counts).toEqual({ create: 308, refused: 4 })
    const { rows } = await system.list('engagement', { filter: { name: 'Support' }, limit: 200 })
    expect(new Set(rows.map(({ vendor }) => (vendor as { id: string }).id)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(80)
  })

  it('has contacts of one name or address at many vendors, which are not each other', async () => {
    const { counts, refused } = await bring('vendor_contact', 'ansprechpartner.csv')
    expect(counts).toEqual({ create: 404, refused: 3 })
    expect(refused.at(-1)).toBe("Line 408: E-mail must be an e-mail address. The file says 'kein-at-zeichen.example'.")
    const broker = { email: 'juergen.haessler@makler.example' }
    expect(await system.count('vendor_contact', { filter: broker })).toMatchObject({ count: 6 })
  })

  it('changes nothing when it comes again', async () => {
    expect((await bring('legal_entity', 'kreditoren.csv')).counts).toEqual({ skip: 298, refused: 2 })
    expect((await bring('vendor', 'kreditoren.csv')).counts).toEqual({ skip: 297, refused: 3 })
    expect((await bring('engagement', 'leistungen.csv')).counts).toEqual({ skip: 308, refused: 4 })
    expect((await bring('vendor_contact', 'ansprechpartner.csv')).counts).toEqual({ skip: 404, refused: 3 })
  })

  it('asks about two rows that may be one company, and takes those that differ for two', async () => {
    const path = join(folder, 'legal_entity-doubles.csv')
    const rows = [
      'Company;Country;Registration number;D-U-N-S',
      'Erlenbach Daten GmbH;DE;HRB 100;150483782',
      'ERLENBACH DATEN Gesellschaft mit beschränkter Haftung;DE;;',
      'Erlenbach Daten AG;DE;;',
      'Erlenbach Daten GmbH;AT;FN 200;',
      'Traunsee Netz GmbH;AT;FN 300;',
      'Traunsee Netz GmbH;AT;FN 400;',
      'Traunsee Netz G.m.b.H.;;FN 300;',
    ]
    writeFileSync(path, rows.join('\n'))
    const { id, mapping } = await createImport(kernel, who, { path, fileName: 'doubles.csv', type: 'legal_entity' })
    await setMapping(kernel, who, id, mapping)
    await work.run(id)
    expect((await readImport(kernel, who, id)).counts).toEqual({ create: 5, conflict: 2 })
    const asked = await listRows(kernel, who, id, { outcome: 'conflict', after: 0, limit: 9 })
    const rest = 'country, registration number, VAT number, LEI, D-U-N-S number.'
    expect(asked.rows.map(({ line, problems }) => [line, problems[0]?.says])).toEqual([
      [
        3,
        `Is this the same legal entity as 'Erlenbach Daten GmbH' in line 2? Nothing here tells them apart. If it is, leave this row out; if not, give both what differs: ${rest}`,
      ],
      [8, expect.stringContaining("as 'Traunsee Netz GmbH' in line 6?")],
    ])
  })
})
