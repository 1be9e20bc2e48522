import { Unreadable } from '../../../kernel/importing/table.ts'
import { readXml, type XmlEvents } from '../../../kernel/importing/xml.ts'
import { openZip, type Zip } from '../../../kernel/importing/zip.server.ts'
import { type Line, UnreadableDocument } from './contract-text.ts'
import { listCounter } from './docx-numbers.ts'
import { paragraphEvents } from './docx-paragraphs.ts'
import { numberingEvents, styleEvents } from './docx-styles.ts'

const wordDocument = {
  noun: 'document',
  again: 'Save it again as DOCX.',
  mostUnpacked: 64 * 1024 * 1024,
}
/** More than any contract has; beyond it, a file is made to do harm. */
const mostLines = 200_000

/** The lines of a Word document in their order, with the numbers of its lists as Word shows them, footnotes last. */
export async function docxLines(path: string): Promise<readonly Line[]> {
  const zip = await opened(path)
  const main = await mainPart(zip)
  const styles = styleEvents()
  const numbering = numberingEvents()
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  await readPart(zip, `${folder}styles.xml`, styles.events)
  await readPart(zip, `${folder}numbering.xml`, numbering.events)
  const lines: Line[] = []
  const add = (line: Line): void => {
    lines.push(line)
    if (lines.length > mostLines)
      throw new UnreadableDocument('The document has more paragraphs than is read of one.', { part: main })
  }
  const events = paragraphEvents({ styleOf: styles.styleOf, count: listCounter(numbering.lists()), add })
  await readPart(zip, main, events)
  await readPart(zip, `${folder}footnotes.xml`, events)
  await readPart(zip, `${folder}endnotes.xml`, events)
  return lines
}

async function opened(path: string): Promise<Zip> {
  try {
    return await openZip(path, wordDocument)
  } catch (error) {
    throw asDocument(error, null)
  }
}

/** The part that holds the text: mostly word/document.xml, but the file says. */
async function mainPart(zip: Zip): Promise<string> {
  let main: string | null = null
  await readPart(zip, '_rels/.rels', {
    open: (name, attribute) => {
      if (name === 'Relationship' && (attribute('Type') ?? '').endsWith('/officeDocument'))
        main = (attribute('Target') ?? '').replace(/^\//, '')
    },
  })
  const found = main ?? 'word/document.xml'
  if (!zip.has(found))
    throw new UnreadableDocument(
      `This is no complete Word document: its part ${found} is missing. Save it again as DOCX.`,
      {
        part: found,
      },
    )
  return found
}

/** Parts that a document may do without are read where they are. */
async function readPart(zip: Zip, name: string, events: XmlEvents): Promise<void> {
  if (!zip.has(name)) return
  try {
    const reader = readXml(events)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of zip.read(name)) reader.write(decoder.decode(chunk, { stream: true }))
    reader.write(decoder.decode())
    reader.end()
  } catch (error) {
    throw asDocument(error, name)
  }
}

function asDocument(error: unknown, part: string | null): unknown {
  const of = part === null ? '' : ` (${part})`
  if (error instanceof Unreadable)
    return new UnreadableDocument(`${error.message}${error.message.includes(part ?? '\0') ? '' : of}`, {
      part,
      byte: error.byte,
      cause: error,
    })
  if (error instanceof TypeError && part !== null)
    return new UnreadableDocument(`The document isn’t written in UTF-8${of}. Save it again as DOCX.`, {
      part,
      cause: error,
    })
  return error
}
