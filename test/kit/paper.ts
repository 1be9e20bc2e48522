import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's pandoc and weasyprint write the Word and PDF files that are read; elsewhere tests may do without them, never in CI. */
export const hasPaper = found('pandoc') && found('weasyprint')
if (!hasPaper && process.env.CI) throw new Error('pandoc and weasyprint must be there: .ci/run installs them.')
if (!hasPaper) console.log('Skipped: reading Word and PDF files of others needs pandoc and weasyprint.')

function found(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A file of these bytes, in a folder of its own. */
export function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'paper-')), name)
  writeFileSync(path, bytes)
  return path
}

/** A contract of `test/data/contracts` as Markdown. */
export const contractSource = (name: string): string =>
  readFileSync(new URL(`../data/contracts/${name}.md`, import.meta.url), 'utf8')

/** What pandoc makes a Word file of, without the tags that it would keep as its own. */
export function asDocx(markdown: string): string {
  const path = fileOf('contract.md', markdown.replace(/<\/?span[^>]*>/g, ''))
  const out = path.replace(/md$/, 'docx')
  execFileSync('pandoc', [path, '-f', 'markdown-smart+fancy_lists', '-o', out])
  return out
}

/** The same contract printed to PDF. */
export function asPdf(markdown: string): string {
  const path = fileOf('contract.md', markdown.replace(/<\/?span[^>]*>/g, ''))
  const page = path.replace(/md$/, 'html')
  const style = fileOf(
    'page.css',
    'ol[type=a] { list-style: lower-alpha } ol[type=i] { list-style: lower-roman } @page { @bottom-center { content: counter(page) " / " counter(pages) } @top-center { content: "Confidential" } }',
  )
  const options = ['-f', 'markdown-smart+fancy_lists', '-s', '--metadata', 'pagetitle=contract', '-o', page]
  execFileSync('pandoc', [path, ...options])
  execFileSync('weasyprint', ['-q', '-s', style, page, page.replace(/html$/, 'pdf')])
  return page.replace(/html$/, 'pdf')
}
