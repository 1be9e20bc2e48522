// `node scripts/docs-records.ts` writes docs/records/<record>.md from the declarations; `--check` only says whether they are fresh.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { registry } from '../src/app/records.ts'
import { indexPage, recordPage } from './docs-records-page.ts'

const folder = fileURLToPath(new URL('../docs/records', import.meta.url))
const wanted = new Map<string, string>([
  ['README.md', indexPage(registry.records)],
  ...registry.records.map((record) => [`${record.name}.md`, recordPage(record, registry.records)] as const),
])
const there = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md')) : []
const stale = [...wanted].filter(
  ([file, text]) => !there.includes(file) || readFileSync(path.join(folder, file), 'utf8') !== text,
)
const extra = there.filter((file) => !wanted.has(file))

if (process.argv.includes('--check')) {
  const names = [...stale.map(([file]) => file), ...extra]
  if (names.length > 0) {
    console.error(`docs/records is not fresh: ${names.join(', ')}. Run \`node scripts/docs-records.ts\`.`)
    process.exitCode = 1
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of stale) writeFileSync(path.join(folder, file), text)
  for (const file of extra) rmSync(path.join(folder, file))
  console.log(`Wrote ${stale.length} of ${wanted.size} pages to docs/records.`)
}
