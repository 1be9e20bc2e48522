// Reads the import graph under a folder and holds it against the house's import law.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cruise } from 'dependency-cruiser'
import law from '../../.dependency-cruiser.mjs'

const roots = ['src', 'test', 'bench', 'scripts']

/** Resolves to the number of files read and the violations found, each `{ rule, from, to, comment }`. */
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
  return {
    files: modules.filter((module) => /^(src|test|bench|scripts)\//.test(module.source)).length,
    violations: summary.violations.map((found) => ({
      rule: found.rule.name,
      from: found.from,
      to: found.to,
      comment: comments.get(found.rule.name),
    })),
  }
}

export const ruleNames = law.forbidden.map((rule) => rule.name)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { files, violations } = await readBoundaries(process.cwd())
  for (const { rule, from, to, comment } of violations) console.error(`${rule}: ${from} → ${to}\n  ${comment}`)
  console.log(`${files} files, ${violations.length} imports across a boundary`)
  process.exit(violations.length > 0 || files === 0 ? 1 : 0)
}
