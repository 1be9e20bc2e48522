import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { zipStream } from '../../../kernel/importing/zip-writer.server.ts'
import { asDocx, asPdf, contractSource, fileOf, hasPaper } from '../../../../test/kit/paper.ts'
import { contractText } from './clauses.ts'
import { type ContractText, quote } from './contract-text.ts'
import { docxLines } from './docx.server.ts'
import { markdownLines } from './markdown.ts'
import { pdfDocumentLines, pdfLimits } from './pdf.server.ts'
import { readContract } from './read-document.server.ts'

const names = ['common-paper-baa', 'common-paper-csa', 'common-paper-dpa', 'common-paper-sla'] as const

/** Each numbered clause with its words, however the format writes its number. */
const clausesOf = (contract: ContractText): readonly (readonly [string, string])[] =>
  contract.clauses
    .filter(({ number }) => number !== null)
    .map(({ number, body, end }) => [number ?? '', quote(contract, { start: body, end })])
/** A hyphen at the end of a row of a PDF may be the word's own or the row's. */
const loosely = (clauses: ReturnType<typeof clausesOf>): unknown =>
  clauses.map(([number, words]) => [number, words.replace(/[\s-]+/g, '')])

describe.runIf(hasPaper)('the same contract, written by other programs', () => {
  test.each(names)('has in Word the clauses and words that %s has in Markdown', async (name) => {
    const markdown = contractText(markdownLines(contractSource(name)))
    const word = await readContract(asDocx(contractSource(name)), 'contract.docx')
    expect(clausesOf(word)).toEqual(clausesOf(markdown))
  })

  test.each(['common-paper-csa', 'common-paper-dpa'])(
    'has as PDF the clauses and words that %s has in Markdown, without what stands at the edge of pages',
    async (name) => {
      const markdown = contractText(markdownLines(contractSource(name)))
      const pdf = await readContract(asPdf(contractSource(name)), 'contract.pdf')
      expect(loosely(clausesOf(pdf))).toEqual(loosely(clausesOf(markdown)))
      expect(pdf.text).not.toMatch(/^Confidential$|^\d+ \/ \d+$/m)
    },
  )

  test('stops reading a PDF that has too many pages, takes too long or too much memory', async () => {
    const path = asPdf(contractSource('common-paper-sla'))
    await expect(pdfDocumentLines(path, { ...pdfLimits, pages: 1 })).rejects.toThrow(/at most 1 pages/)
    await expect(pdfDocumentLines(path, { ...pdfLimits, seconds: 0.001 })).rejects.toThrow(/took longer than/)
    await expect(pdfDocumentLines(path, { ...pdfLimits, megabytes: 4 })).rejects.toThrow(/more than 4 MB of memory/)
    await expect(pdfDocumentLines(path, { ...pdfLimits, bytes: 1024 })).rejects.toThrow(/Save it without pictures/)
  })

  test('says of a PDF that was cut off at which byte it ends', async () => {
    const whole = readFileSync(asPdf(contractSource('common-paper-sla')))
    const cut = fileOf('cut.pdf', whole.subarray(0, 5000))
    await expect(readContract(cut, 'cut.pdf')).rejects.toMatchObject({
      name: 'UnreadableDocument',
      message: expect.stringContaining('at byte 5000'),
      byte: 5000,
    })
  })
})

/** A Word file of these parts. */
async function word(parts: Readonly<Record<string, string>>): Promise<string> {
  const chunks: Buffer[] = []
  const files = Object.entries(parts).map(([name, content]) => ({ name, content: [content] }))
  for await (const chunk of zipStream(files)) chunks.push(chunk)
  return fileOf('contract.docx', Buffer.concat(chunks))
}
const body = (inside: string): string =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inside}</w:body></w:document>`
const said = (text: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const inList = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`
const numbering = `<w:numbering><w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
  </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

describe('Word files', () => {
  test('tell the numbers of their lists as Word shows them', async () => {
    const path = await word({
      'word/numbering.xml': numbering,
      'word/document.xml': body(
        said('Term', inList(0)) +
          said('Data', inList(0)) +
          said('Return. The supplier shall', inList(1)) +
          said('return the data;', inList(2)) +
          said('delete the copies.', inList(2)) +
          said('Proof.', inList(1)),
      ),
    })
    const contract = contractText(await docxLines(path))
    expect(contract.text.split('\n')).toEqual([
      'Article I. Term',
      'Article II. Data',
      '2.1 Return. The supplier shall',
      '(a) return the data;',
      '(b) delete the copies.',
      '2.2 Proof.',
    ])
    expect(contract.clauses.map(({ number }) => number)).toEqual(['1', '2', '2.1', '2.1(a)', '2.1(b)', '2.2'])
  })

  test('are read as they are now: without what was struck out or hidden, with what was added, tables row by row', async () => {
    const path = await word({
      'word/document.xml': body(
        `<w:p><w:r><w:t>Within </w:t></w:r><w:del><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t xml:space="preserve"> days &amp; no later.</w:t></w:r></w:p>` +
          `<w:tbl><w:tr><w:tc>${said('Notice')}</w:tc><w:tc>${said('90 days')}</w:tc></w:tr></w:tbl>`,
      ),
    })
    expect(contractText(await docxLines(path)).text).toBe('Within five days & no later.\nNotice | 90 days')
  })

  test('that are damaged name the part, those made to do harm are refused', async () => {
    const cut = await word({ 'word/document.xml': body(said('x')).slice(0, -20) })
    await expect(readContract(cut, 'c.docx')).rejects.toMatchObject({ part: 'word/document.xml' })
    const empty = await word({ 'other.xml': '<a/>' })
    await expect(readContract(empty, 'c.docx')).rejects.toThrow(/word\/document\.xml is missing/)
    const entity = await word({
      'word/document.xml': `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body(said('&x;'))}`,
    })
    await expect(readContract(entity, 'c.docx')).rejects.toThrow(/entities of its own.*word\/document\.xml/)
    const bomb = await word({ 'word/document.xml': body(said('a '.repeat(40 * 1024 * 1024))) })
    await expect(readContract(bomb, 'c.docx')).rejects.toThrow(/far more than a document holds|too long/)
    const bytes = readFileSync(await word({ 'word/document.xml': body(said('x'.repeat(9999))) }))
    await expect(readContract(fileOf('c.docx', bytes.subarray(0, bytes.length - 30)), 'c.docx')).rejects.toThrow(
      /damaged or was cut off/,
    )
  })
})

test('tells a file that is none of these by its bytes', async () => {
  await expect(readContract(fileOf('c.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'c.doc')).rejects.toThrow(
    /old Word/,
  )
  await expect(readContract(fileOf('c.md', Buffer.from([65, 0, 66])), 'c.md')).rejects.toMatchObject({ byte: 1 })
  await expect(readContract(fileOf('c.md', ' \n'), 'c.md')).rejects.toThrow(/no text/)
  await expect(readContract(fileOf('c.pdf', '%PDF-1.7\nnothing\n%%EOF'), 'c.pdf')).rejects.toThrow(/damaged/)
})
