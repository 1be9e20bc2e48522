import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import type { Piece } from './pdf-rows.ts'

/** What the thread is given, and what it answers. */
export interface PdfTask {
  readonly bytes: Uint8Array
  readonly mostPages: number
  readonly mostPieces: number
}
export type PdfAnswer =
  | { readonly pages: readonly (readonly Piece[])[] }
  | { readonly problem: 'password' | 'damaged' | 'long'; readonly page: number | null; readonly detail: string }

parentPort?.postMessage(await read(workerData), [])

async function read({ bytes, mostPages, mostPieces }: PdfTask): Promise<PdfAnswer> {
  let page: number | null = null
  try {
    const pdf = await getDocumentProxy(bytes)
    if (pdf.numPages > mostPages) return { problem: 'long', page: null, detail: `${pdf.numPages} pages` }
    const pages: Piece[][] = []
    let count = 0
    for (page = 1; page <= pdf.numPages; page++) {
      const one = await pdf.getPage(page)
      const { items } = await one.getTextContent()
      const pieces: Piece[] = []
      for (const item of items)
        if ('str' in item) {
          const [a = 0, b = 0, , , x = 0, y = 0] = item.transform.map(Number)
          pieces.push({ text: item.str, x, y, width: item.width, size: Math.hypot(a, b) })
        }
      count += pieces.length
      if (count > mostPieces) return { problem: 'long', page, detail: `${count} pieces of text` }
      pages.push(pieces)
      one.cleanup()
    }
    return { pages }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    return { problem: isLocked ? 'password' : 'damaged', page, detail }
  }
}
