// Reads the import graph under a folder and holds it against the house's import law.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import law from '../../.dependency-cruiser.mjs'

const roots = ['src', 'test', 'bench', 'scripts']

/** Resolves to the files read, those passed over, and the violations found, each `{ rule, from, to, comment }`. */
export async function readBoundaries(baseDir) {
  const result = await cruise(
    roots.filter((root) => existsSync(join(baseDir, root))),
    {
      ...law.options,
      baseDir,
      exclude: { path: '^test/canary/' },
      ruleSet: { forbidden: law.forbidden },
      validate: true,
    },
  )
  const comments = new Map(law.forbidden.map((rule) => [rule.name, rule.comment]))
  const { modules, summary } = result.output
  const files = modules.map(({ source }) => source).filter((source) => isOurs.test(source))
  return {
    files,
    unread: sourcesUnder(baseDir).filter((source) => !files.includes(source)),
    violations: summary.violations
      .filter((found) => !isCircleOfTypes(baseDir, found))
      .map((found) => ({
        rule: found.rule.name,
        from: found.from,
        to: found.to,
        comment: comments.get(found.rule.name),
      })),
  }
}

const isOurs = /^(src|test|bench|scripts)\/.*\.(ts|tsx|mjs)$/

function sourcesUnder(baseDir) {
  const names = roots.flatMap((root) => (existsSync(join(baseDir, root)) ? namesUnder(baseDir, root) : []))
  return names.filter((name) => isOurs.test(name) && !/^test\/canary\/|\.d\.m?ts$/.test(name))
}

const namesUnder = (baseDir, root) =>
  readdirSync(join(baseDir, root), { recursive: true }).map((name) => `${root}/${String(name).replaceAll('\\', '/')}`)

// The parser doesn't tell `import type` from `import`.
function isCircleOfTypes(baseDir, { rule, from, cycle }) {
  if (rule.name !== 'no-cycles') return false
  const steps = [from, ...cycle.map(({ name }) => name)]
  return steps.slice(1).some((to, place) => importsOnlyTypes(join(baseDir, steps[place]), basename(to)))
}

function importsOnlyTypes(file, imported) {
  const statements = readFileSync(file, 'utf8').match(/^(import|export)\b[^'"]*?from '[^']+'/gm) ?? []
  const naming = statements.filter((statement) => statement.endsWith(`/${imported}'`))
  return naming.length > 0 && naming.every((statement) => /^(import|export) type\b/.test(statement))
}

export const ruleNames = law.forbidden.map((rule) => rule.name)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, unread, violations } = await readBoundaries(process.cwd())
  for (const { rule, from, to, comment } of violations) console.error(`${rule}: ${from} → ${to}\n  ${comment}`)
  for (const file of unread) console.error(`not read: ${file}`)
  console.log(`${files.length} files, ${violations.length} imports across a boundary`)
  process.exit(violations.length + unread.length > 0 || files.length === 0 ? 1 : 0)
}
