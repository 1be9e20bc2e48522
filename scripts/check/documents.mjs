// Checks that the documents still tell the truth: every path, link, npm script and command that they name exists.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Paths that exist only on a machine where Quarterdeck ran, or that stand for a pattern. */
const notInTheTree =
  /^(data|build|node_modules|coverage|src\/(internal|external|links|overview))\b|[<>{}*…]|NNNN|\.\.\.|\/x\./

function documents() {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const below = ['docs', 'src', 'test', 'bench'].flatMap((folder) => markdownUnder(folder))
  return [...top, ...below]
}

function markdownUnder(folder) {
  if (!existsSync(join(root, folder))) return []
  const names = readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name)))
  return names.filter((name) => name.endsWith('.md') && !name.startsWith(normalize('test/data')))
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const topNames = new Set(readdirSync(root))
const commandNames = commandsOfTheCli()

/** The commands of the CLI are objects in one file, each with its name. */
function commandsOfTheCli() {
  const source = readFileSync(join(root, 'src/app/cli-commands.ts'), 'utf8')
  return new Set([...source.matchAll(/\bname: '([a-z-]+)'/g)].map(([, name]) => name))
}

function problemsOf(document) {
  const text = readFileSync(join(root, document), 'utf8')
  const code = [...text.matchAll(/`([^`\n]+)`/g), ...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(
    ([, body]) => body,
  )
  return [
    ...linksIn(text)
      .filter((link) => !existsSync(join(root, dirname(document), link)))
      .map((link) => `link to ${link}`),
    ...code
      .flatMap(pathsIn)
      .filter((path) => !isThere(document, path))
      .map((path) => `path ${path}`),
    ...code
      .flatMap(scriptsIn)
      .filter((name) => !(name in scripts))
      .map((name) => `script npm run ${name}`),
    ...code
      .flatMap(commandsIn)
      .filter((name) => !isCommand(name))
      .map((name) => `command quarterdeck ${name}`),
  ]
}

const linksIn = (text) =>
  [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link))

/** Words of a code span that begin with a name at the top of the tree, or with one of a module's. */
const pathsIn = (code) =>
  [
    ...code.matchAll(
      /(?<![\w./:@~-])((?:\.\/)?[\w.-]+(?:\/[\w.{}*<>…-]+)+\/?|[A-Za-z][\w-]*\.(?:md|json|mjs|ts|tsx))(?![\w/])/g,
    ),
  ]
    .map(([, path]) => path.replace(/^\.\//, '').replace(/[.,:]$/, ''))
    .filter((path) => topNames.has(path.split('/')[0]) && !notInTheTree.test(path))

const isThere = (document, path) => existsSync(join(root, path)) || existsSync(join(root, dirname(document), path))

const scriptsIn = (code) => [
  ...[...code.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
  ...[...code.matchAll(/npm (start|test)\b/g)].map(([, name]) => name),
]

const commandsIn = (code) => [...code.matchAll(/(?:npx )?\bquarterdeck ([a-z-]+)\b/g)].map(([, name]) => name)

const isCommand = (name) => commandNames.has(name)

const found = documents().flatMap((document) =>
  problemsOf(document).map((problem) => `${relative(root, join(root, document))}: ${problem} does not exist`),
)
const large = documents()
  .filter((name) => /^src\/.*README\.md$/.test(name) && statSync(join(root, name)).size > 0)
  .filter((name) => readFileSync(join(root, name), 'utf8').trimEnd().split('\n').length > 40)
  .map((name) => `${name}: more than 40 lines`)
const all = [...found, ...large]
for (const problem of all) console.error(problem)
console.log(`${documents().length} documents, ${all.length} problems`)
process.exitCode = all.length > 0 ? 1 : 0
