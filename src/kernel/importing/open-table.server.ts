import { open } from 'node:fs/promises'
import { readCsv } from './csv.server.ts'
import { type Table, Unreadable } from './table.ts'
import { readXlsx } from './xlsx.server.ts'

/** Opens a file by what it holds, not by its name: a workbook (XLSX) or delimited text. Throws `Unreadable` with the reason in words. */
export async function openTable(path: string, sheet?: string): Promise<Table> {
  const file = await open(path)
  const head = Buffer.alloc(8)
  const { bytesRead } = await file.read(head, 0, 8, 0).finally(() => file.close())
  if (bytesRead === 0) throw new Unreadable('The file is empty.', { byte: 0 })
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return readXlsx(path, sheet)
  if (head.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    throw new Unreadable('This is an old workbook (XLS), or one with a password. Save it as XLSX or CSV.', { byte: 0 })
  if (head.subarray(0, 4).toString('latin1') === '%PDF')
    throw new Unreadable('This is a PDF. Export the table as XLSX or CSV.', { byte: 0 })
  return readCsv(path)
}
