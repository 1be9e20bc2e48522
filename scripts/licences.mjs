// `node scripts/licences.mjs` writes docs/licences.md from package-lock.json; `--check` says whether it is fresh and every licence is allowed.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const page = join(root, 'docs/licences.md')

/** Licences that let us pass a package on, unchanged, with a work under Apache-2.0. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PSF-2.0',
  'Unlicense',
])
/** Allowed for these packages only, with the reason. */
const exceptions = [
  {
    packages: /^png-js$/,
    licences: ['not stated'],
    why: 'MIT, by the file LICENSE in it; its package.json leaves it out',
  },
  {
    packages: /^@img\/sharp-/,
    licences: ['LGPL-3.0-or-later'],
    why: 'libvips, a library of its own that is loaded as it comes and can be exchanged',
  },
  {
    packages: /^elkjs$/,
    licences: ['EPL-2.0'],
    why: 'file-level copyleft on its own files only, which we pass on unchanged',
  },
  {
    packages: /^@expo-google-fonts\/roboto$/,
    licences: ['OFL-1.1'],
    why: 'the letters of papers, passed on unchanged: the licence of fonts lays nothing on the documents they stand in',
  },
]

const packages = productionPackages()
const refused = packages.filter(({ name, licence }) => !isAllowed(licence, name))
const text = pageOf(packages)

for (const { name, version, licence } of refused)
  console.error(`${name} ${version}: the licence ${licence} is not on the list in scripts/licences.mjs.`)
if (refused.length > 0) process.exitCode = 1
else if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readPage() !== text) {
  console.error('docs/licences.md is not fresh. Run `node scripts/licences.mjs`.')
  process.exitCode = 1
}

function productionPackages() {
  const { packages: all } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = Object.entries(all)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'not stated',
    }))
  const once = new Map(found.map((each) => [`${each.name} ${each.version}`, each]))
  return [...once.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
}

/** An SPDX expression holds when one side of each OR, and both of each AND, are allowed; AND binds closer. */
function isAllowed(expression, name) {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  const extra = exceptions.filter((each) => each.packages.test(name)).flatMap(({ licences }) => licences)
  return plain
    .split(' OR ')
    .some((side) => side.split(' AND ').every((licence) => allowed.has(licence) || extra.includes(licence)))
}

function pageOf(all) {
  const counts = Map.groupBy(all, ({ licence }) => licence)
  const sums = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  return `# Licences of what Quarterdeck is built on

Written by \`node scripts/licences.mjs\` from the lock file: every package that an installation may hold, those for other systems included (${all.length}). \`npm run check\` refuses a licence that is not on the list in \`scripts/licences.mjs\`.

| Licence | Packages |
|---|---:|
${sums.map(([licence, held]) => `| ${licence} | ${held.length} |`).join('\n')}

Allowed for single packages only:
${exceptions.map(exceptionLine).join('\n')}

| Package | Version | Licence |
|---|---|---|
${all.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}
`
}

function exceptionLine({ packages: which, licences, why }) {
  const names = packages.filter(
    ({ name, licence }) => which.test(name) && licences.some((each) => licence.includes(each)),
  )
  return `- ${licences.join(', ')} for ${names.map(({ name }) => `\`${name}\``).join(', ')}: ${why}.`
}

function readPage() {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return ''
  }
}
