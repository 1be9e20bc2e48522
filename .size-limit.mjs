// What a visitor loads before the first list is there: the entry, the list page, and all they import at once.
import { existsSync, readFileSync } from 'node:fs'

const manifestFile = new URL('./build/web/.vite/manifest.json', import.meta.url)
if (!existsSync(manifestFile))
  throw new Error('There is no built web app to measure: `npm start` and `npm test` build it.')
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'))

const entries = Object.keys(manifest).filter((name) => manifest[name].isEntry)
const lists = Object.keys(manifest).filter((name) => name.endsWith('kernel/web/list/page.web.tsx'))
if (lists.length !== 1) throw new Error('The list page is not where this file looks for it.')
const files = [...entries, ...lists].flatMap((name) => withImports(name)).map((file) => `build/web/${file}`)

export default [{ name: 'JavaScript for shell and list', path: [...new Set(files)], limit: '220 kB', brotli: true }]

function withImports(name) {
  const { file, imports = [] } = manifest[name]
  return [file, ...imports.flatMap(withImports)].filter((path) => path.endsWith('.js'))
}
