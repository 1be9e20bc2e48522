// Writes the table of docs/guides/roles.md from the ready-made roles. A test holds the guide to them.
import { readFileSync, writeFileSync } from 'node:fs'
import { roles } from '../src/foundation/roles.ts'

const guide = new URL('../docs/guides/roles.md', import.meta.url)
const rows = roles.map(
  ({ label, about, permissions }) =>
    `| **${label}** | ${about} | ${permissions.map((permission) => `\`${permission}\``).join(' ')} |`,
)
writeFileSync(
  guide,
  readFileSync(guide, 'utf8').replace(/(^\| \*\*.*\n)+/m, () => `${rows.join('\n')}\n`),
)
