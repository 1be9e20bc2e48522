import { createRequire } from 'node:module'
import type Pdfkit from 'pdfkit'
import type { Block, Paper } from './paper.ts'

const { resolve } = createRequire(import.meta.url)
const face = (name: string): string => resolve(`@expo-google-fonts/roboto/${name}/Roboto_${name}.ttf`)
const fonts = { regular: face('400Regular'), bold: face('700Bold') } as const
const ink = { text: '#1c1c1e', dim: '#5c5c61' } as const
/** Points: 72 are an inch. */
const margin = 62
const indent = 14

type Pdf = InstanceType<typeof Pdfkit>
type Element = ReturnType<Pdf['struct']>

/**
 * A paper as PDF on A4, with its fonts in it, its title and language said, and tagged so that it can be read aloud. The same paper
 * of the same moment gives the same pages.
 */
export async function pdfOf(paper: Paper): Promise<Buffer> {
  // Few servers print on a given day, and the library with its tables of letters is 30 MB: it is read with the first paper.
  const { default: Kit } = await import('pdfkit')
  const pdf = new Kit({
    ...{ size: 'A4', margins: { top: margin, bottom: margin, left: margin, right: margin }, bufferPages: true },
    ...{ pdfVersion: '1.7', lang: paper.language, displayTitle: true, tagged: true, font: fonts.regular },
    info: { Title: paper.title, CreationDate: paper.at, ...(paper.author === null ? {} : { Author: paper.author }) },
  })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolved, refused) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolved(Buffer.concat(chunks)))
    pdf.on('error', refused)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  for (const block of paper.blocks) draw(pdf, root, block)
  root.end()
  numberPages(pdf, paper.foot)
  pdf.end()
  return done
}

function draw(pdf: Pdf, root: Element, block: Block): void {
  const left = margin
  switch (block.is) {
    case 'title':
      return tell(pdf, root, 'H1', () => write(pdf, { text: block.text, size: 18, isBold: true, after: 6 }))
    case 'heading':
      pdf.moveDown(0.9)
      keepTogether(pdf, 60)
      return tell(pdf, root, 'H2', () => write(pdf, { text: block.text, size: 12.5, isBold: true, after: 3 }))
    case 'text':
      return tell(pdf, root, 'P', () => write(pdf, { text: block.text, isDim: block.isDim, after: 4 }))
    case 'lines':
      return tell(pdf, root, 'P', () => write(pdf, { text: block.lines.join('\n'), after: 4 }))
    case 'figure':
      keepTogether(pdf, 30)
      return tell(pdf, root, 'P', () => {
        pdf.font(fonts.regular).fontSize(10).fillColor(ink.text)
        pdf.text(`${block.label}: `, left, pdf.y, { continued: true, lineGap: 1.5 })
        pdf.font(fonts.bold).text(block.value, { lineGap: 1.5 })
        pdf.y += 2
      })
    case 'row':
      tell(pdf, root, 'P', () => write(pdf, { text: block.text, size: 9, indent, after: block.about === null ? 2 : 0 }))
      if (block.about === null) return
      return tell(pdf, root, 'P', () =>
        write(pdf, { text: block.about ?? '', size: 8.5, indent, isDim: true, after: 2 }),
      )
    case 'gap':
      pdf.y += block.points
      return
  }
}

/** Draws something as one element of what is read aloud. */
function tell(pdf: Pdf, root: Element, role: 'H1' | 'H2' | 'P', drawing: () => void): void {
  root.add(pdf.struct(role, {}, drawing))
}

interface Writing {
  readonly text: string
  readonly size?: number
  readonly isBold?: boolean
  readonly isDim?: boolean | undefined
  readonly indent?: number
  /** Points below it. */
  readonly after: number
}

function write(pdf: Pdf, { text, size = 10, isBold = false, isDim = false, indent: by = 0, after }: Writing): void {
  pdf
    .font(isBold ? fonts.bold : fonts.regular)
    .fontSize(size)
    .fillColor(isDim ? ink.dim : ink.text)
  pdf.text(text, margin + by, pdf.y, { width: pdf.page.width - 2 * margin - by, lineGap: 1.5 })
  pdf.y += after
}

/** Begins a page where less than so many points are left on this one. */
function keepTogether(pdf: Pdf, points: number): void {
  if (pdf.y + points > pdf.page.height - margin) pdf.addPage()
}

/** What stands below each page, which nobody has read aloud. */
function numberPages(pdf: Pdf, foot: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination' })
    // What is written into the margin would begin another page.
    pdf.page.margins.bottom = 0
    pdf.font(fonts.regular).fontSize(8).fillColor(ink.dim)
    const y = pdf.page.height - margin + 22
    pdf.text(foot, margin, y, { width: pdf.page.width - 2 * margin - 60, lineBreak: false })
    pdf.text(`${page - start + 1} of ${count}`, pdf.page.width - margin - 60, y, {
      width: 60,
      align: 'right',
      lineBreak: false,
    })
    pdf.endMarkedContent()
    pdf.page.margins.bottom = margin
  }
}
