// `npm run check`: everything that needs no running server, in under 15 seconds.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runSteps } from './check/steps.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)

/** A package's program, run by this very Node: the links in node_modules/.bin are scripts that Windows can't spawn. */
function program(name, bin = name) {
  const folder = join(root, 'node_modules', name)
  const { bin: bins } = require(join(folder, 'package.json'))
  return [process.execPath, join(folder, typeof bins === 'string' ? bins : bins[bin])]
}
const script = (...args) => [process.execPath, ...args]
// What the compiler found out last time, so that it reads again only what changed.
const remembered = [
  '--incremental',
  '--tsBuildInfoFile',
  join(root, 'node_modules/.cache/quarterdeck/types.tsbuildinfo'),
]

// The longest first, so that the two lanes end together.
const steps = [
  { name: 'types', command: [...program('typescript', 'tsc'), '--noEmit', ...remembered] },
  { name: 'unused', command: program('knip') },
  { name: 'house', command: [...program('vitest'), 'run', '--project', 'pure', 'test/house', 'test/canary'] },
  { name: 'schema', command: script('scripts/db-diff.ts', '--check') },
  { name: 'api', command: script('src/app/openapi.ts', '--check') },
  { name: 'lint', command: program('oxlint') },
  { name: 'boundaries', command: script('scripts/check/boundaries.mjs') },
  { name: 'documents', command: script('scripts/check/documents.mjs') },
  { name: 'records', command: script('scripts/docs-records.ts', '--check') },
  { name: 'licences', command: script('scripts/licences.mjs', '--check') },
  { name: 'format', command: [...program('@biomejs/biome', 'biome'), 'format'] },
]

const wanted = process.argv.slice(2)
const chosen = wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name))
const start = performance.now()
const { passed, failed } = await runSteps(chosen, { cwd: root })
console.log(`${passed} passed, ${failed} failed in ${((performance.now() - start) / 1000).toFixed(1)} s`)
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0
