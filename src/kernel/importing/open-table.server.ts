import { open } from 'node:fs/promises'
import { invalid } from '../errors.ts'
import { readCsv } from './csv.server.ts'
import { type SheetSize, type Table, Unreadable } from './table.ts'
import { readSheets, readXlsx } from './xlsx.server.ts'

/** Opens a file by what it holds, not by its name: a workbook (XLSX) or delimited text. Throws `Unreadable` with the reason in words. */
export async function openTable(path: string, sheet?: string): Promise<Table> {
  return (await isWorkbook(path)) ? readXlsx(path, sheet) : readCsv(path)
}

/** The sheets that a file lets one choose from: none where it is text. Throws `Unreadable`. */
export const sheetsOf = async (path: string): Promise<readonly SheetSize[]> =>
  (await isWorkbook(path)) ? readSheets(path) : []

/** What is told about a file that can't be read; any other error as it is. */
export const asRefusal = (error: unknown): unknown =>
  error instanceof Unreadable ? invalid([{ field: 'file', says: error.message }], error.message) : error

async function isWorkbook(path: string): Promise<boolean> {
  const file = await open(path)
  const head = Buffer.alloc(8)
  const { bytesRead } = await file.read(head, 0, 8, 0).finally(() => file.close())
  if (bytesRead === 0) throw new Unreadable('The file is empty.', { byte: 0 })
  if (head.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    throw new Unreadable('This is an old workbook (XLS), or one with a password. Save it as XLSX or CSV.', { byte: 0 })
  if (head.subarray(0, 4).toString('latin1') === '%PDF')
    throw new Unreadable('This is a PDF. Export the table as XLSX or CSV.', { byte: 0 })
  return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
}
