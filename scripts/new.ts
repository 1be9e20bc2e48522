// `npm run new -- foundation/people badge` begins a record: its declaration, its test, and the module's front door and README where they are missing.
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [place = '', name = ''] = process.argv.slice(2)
const root = path.join(import.meta.dirname, '..')

if (!/^(foundation|internal|external)\/[a-z][a-z-]*$/.test(place) || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Say where and what: npm run new -- internal/operations change_freeze')
  process.exitCode = 2
} else begin()

function begin(): void {
  const folder = path.join(root, 'src', place)
  const file = `${name.replaceAll('_', '-')}.record`
  const type = name.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())
  if (existsSync(path.join(folder, `${file}.ts`))) {
    console.error(`src/${place}/${file}.ts is there already.`)
    process.exitCode = 1
    return
  }
  mkdirSync(folder, { recursive: true })
  const kernel = path.relative(folder, path.join(root, 'src/kernel')).replaceAll(path.sep, '/')
  writeFileSync(path.join(folder, `${file}.ts`), declaration({ type, kernel }))
  writeFileSync(
    path.join(folder, `${file}.test.ts`),
    test({ type, file, kit: path.relative(folder, path.join(root, 'test/kit')).replaceAll(path.sep, '/') }),
  )
  appendFileSync(path.join(folder, 'index.ts'), `export { ${type} } from './${file}.ts'\n`)
  const readme = path.join(folder, 'README.md')
  if (!existsSync(readme))
    writeFileSync(
      readme,
      `# ${path.basename(place)}\n\nWhich part of IT management it serves, its records, what it asks of others, what it answers.\n`,
    )
  console.log(`Began src/${place}/${file}.ts. Next:
  1. say what it is: fields, access, list and page
  2. add ${type} to src/app/records-later.ts, and its word to docs/words.md
  3. npm run db:diff -- ${name.replaceAll('_', '-')}, and read the migration
  4. name its permissions in src/foundation/roles.ts
  5. npm test -- src/${place}`)
}

function declaration({ type, kernel }: { type: string; kernel: string }): string {
  const words = name.replaceAll('_', ' ')
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  const permissions = ['read', 'create', 'update', 'archive'].map((verb) => {
    const needed = verb === 'create' || verb === 'update' ? 'write' : verb
    return `    ${verb}: { holds: '${name}.${needed}' },`
  })
  return `import { defineRecord, type RowOf } from '${kernel}/record/define.ts'
import { f } from '${kernel}/record/field.ts'

export const ${type} = defineRecord('${name}', {
  label: ['${label}', '${label}s'],
  about: '',
  traits: ['comments', 'files', 'tags', 'relations'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A' }),
  },
  access: {
${permissions.join('\n')}
  },
  list: { columns: ['name'], sort: 'name' },
  page: [{ panel: '${label}', shows: ['name'] }],
  matchOn: ['name'],
})
export type ${type} = RowOf<typeof ${type}>
`
}

function test({ type, file, kit }: { type: string; file: string; kit: string }): string {
  return `import { describeRecord } from '${kit}/describe-record.ts'
import { ${type} } from './${file}.ts'

await describeRecord(${type}, { change: { name: 'Another name' } })
`
}
