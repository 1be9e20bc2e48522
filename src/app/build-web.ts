import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = path.join(import.meta.dirname, '..', '..')

/** Where the built web app lies. */
export const webFolder = path.join(root, 'build', 'web')
const stampFile = path.join(webFolder, '.stamp')

/** Builds the web app when something it is made of changed since the last time; true when it built. */
export async function buildWebWhenStale(say: (text: string) => void): Promise<boolean> {
  const stamp = stampOf(sources())
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!existsSync(vite)) {
    if (existsSync(path.join(webFolder, 'index.html'))) return false
    throw new Error(
      'The web app is not built, and the tool that builds it is not installed. Run "npm install --include=dev" once.',
    )
  }
  say('Building the web app …')
  await run(vite)
  await compressFiles()
  writeFileSync(stampFile, stamp)
  return true
}

// What reaches a browser: every source that isn't for the server or a test, and what decides how it is built.
function sources(): string[] {
  const inSource = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css|html|svg|json|woff2|png|ico)$/.test(name) && !/\.(server|test|e2e)\./.test(name))
    .map((name) => path.join('src', name))
  return [...inSource, 'vite.config.ts', 'package-lock.json'].filter((name) => existsSync(path.join(root, name))).sort()
}

// By content: a fresh clone, a copy or a changed branch alters the times of files without changing them.
function stampOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function run(vite: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env: { ...process.env, NODE_ENV: 'production' } }
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web app could not be built.\n${output.trim()}`)),
    )
  })
}

const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)

async function compressFiles(): Promise<void> {
  const names = readdirSync(webFolder, { recursive: true, encoding: 'utf8' })
  const texts = names.filter((name) => /\.(js|css|html|svg|json)$/.test(name) && !name.startsWith('.'))
  await Promise.all(texts.map((name) => compressFile(path.join(webFolder, name))))
}

async function compressFile(file: string): Promise<void> {
  if ((await stat(file)).size < 1024) return
  const content = await readFile(file)
  const quality = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  }
  await Promise.all([
    asBrotli(content, quality).then((small) => writeFile(`${file}.br`, small)),
    asGzip(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ])
}
