import { open, readFile, stat } from 'node:fs/promises'
import { contractText, mostText } from './clauses.ts'
import { type ContractText, type Line, UnreadableDocument } from './contract-text.ts'
import { docxLines } from './docx.server.ts'
import { markdownLines } from './markdown.ts'
import { pdfDocumentLines } from './pdf.server.ts'
import { plainLines } from './plain.ts'

/** Reads a contract from a file: Markdown, plain text, Word (DOCX) or PDF. What it is, its first bytes say; of texts, its name. */
export async function readContract(path: string, name: string): Promise<ContractText> {
  const lines = await linesOf(path, name)
  const text = contractText(lines)
  if (text.text === '') throw new UnreadableDocument('There is no text in the document.')
  return text
}

async function linesOf(path: string, name: string): Promise<readonly Line[]> {
  const begins = await firstBytes(path)
  if (begins.startsWith('PK\u0003\u0004')) return docxLines(path)
  if (begins.includes('%PDF-')) return pdfDocumentLines(path)
  if (begins.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new UnreadableDocument('This is an old Word document, or one with a password. Save it as DOCX without one.', {
      byte: 0,
    })
  const source = await textOf(path)
  return /\.(?:txt|text)$/i.test(name) ? plainLines(source) : markdownLines(source)
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

async function textOf(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > mostText * 2) throw new UnreadableDocument('The file holds more text than is read of one. Split it.')
  const bytes = await readFile(path)
  const nothing = bytes.indexOf(0)
  if (nothing >= 0)
    throw new UnreadableDocument(
      `This is neither text nor a PDF nor a Word document (byte ${nothing} is none of a text).`,
      { byte: nothing },
    )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Texts of older programs: every byte is a letter there.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
