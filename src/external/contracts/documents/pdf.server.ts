import { readFile, stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { type Line, UnreadableDocument } from './contract-text.ts'
import { pdfLines } from './pdf-lines.ts'
import type { PdfAnswer, PdfTask } from './pdf-worker.server.ts'

/** What reading one PDF may take at most: bytes, pages, pieces of text, seconds, and megabytes of memory. */
export const pdfLimits = {
  bytes: 50 * 1024 * 1024,
  pages: 2_000,
  pieces: 2_000_000,
  seconds: 60,
  megabytes: 256,
} as const
export type PdfLimits = { readonly [K in keyof typeof pdfLimits]: number }

/** The lines of a PDF. It is read in a thread of its own that is stopped when it takes too long or too much memory. */
export async function pdfDocumentLines(path: string, limits: PdfLimits = pdfLimits): Promise<readonly Line[]> {
  const { size } = await stat(path)
  if (size > limits.bytes)
    throw new UnreadableDocument(
      `The PDF has ${Math.ceil(size / 1024 / 1024)} MB; at most ${Math.floor(limits.bytes / 1024 / 1024)} are read. Save it without pictures.`,
    )
  const bytes = new Uint8Array(await readFile(path))
  refuseOther(bytes)
  const answer = await asked({ bytes, mostPages: limits.pages, mostPieces: limits.pieces }, limits)
  if ('problem' in answer) throw problemOf(answer, bytes, limits)
  const lines = pdfLines(answer.pages)
  if (lines.length === 0)
    throw new UnreadableDocument(
      `The PDF holds pictures of ${answer.pages.length === 1 ? 'a page' : 'pages'} and no text. Have it read by a program that recognises text first.`,
      { page: 1 },
    )
  return lines
}

function refuseOther(bytes: Uint8Array): void {
  const begins = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  if (!begins.includes('%PDF-'))
    throw new UnreadableDocument('This is no PDF: it doesn’t begin like one (byte 0).', { byte: 0 })
}

function asked(task: PdfTask, limits: PdfLimits): Promise<PdfAnswer> {
  const worker = new Worker(new URL('pdf-worker.server.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    // What the reader says of damaged files goes to nobody: the answer tells it.
    stdout: true,
    stderr: true,
  })
  return new Promise<PdfAnswer>((resolve, reject) => {
    const late = setTimeout(
      () =>
        reject(new UnreadableDocument(`Reading the PDF took longer than ${limits.seconds} seconds. It is not read.`)),
      limits.seconds * 1000,
    )
    worker.once('message', (answer: PdfAnswer) => resolve(answer))
    worker.once('error', (error) => reject(stopped(error, limits)))
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new UnreadableDocument('Reading the PDF ended without an answer. Save it again as PDF.'))
    })
  }).finally(() => void worker.terminate())
}

function stopped(error: unknown, limits: PdfLimits): unknown {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isFull
    ? new UnreadableDocument(`Reading the PDF took more than ${limits.megabytes} MB of memory. It is not read.`, {
        cause: error,
      })
    : error
}

function problemOf(
  { problem, page, detail }: Extract<PdfAnswer, { problem: string }>,
  bytes: Uint8Array,
  limits: PdfLimits,
): UnreadableDocument {
  const on = page === null ? '' : ` on page ${page}`
  if (problem === 'password') return new UnreadableDocument('The PDF is protected by a password. Save it without one.')
  if (problem === 'long')
    return new UnreadableDocument(
      `The PDF holds more than is read of one${on} (${detail}; at most ${limits.pages} pages). Split it.`,
      { page },
    )
  const end = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(0, bytes.length - 2048),
    Math.min(2048, bytes.length),
  )
  const isCut = !end.toString('latin1').includes('%%EOF')
  return new UnreadableDocument(
    isCut
      ? `The PDF was cut off at byte ${bytes.length}: its end is missing. Send it again.`
      : `The PDF is damaged${on} (${detail}). Save it again as PDF.`,
    { page, byte: isCut ? bytes.length : null },
  )
}
