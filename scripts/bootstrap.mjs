// Runs one of the project's files on the Node the project pins, after installing what is missing.
// It must itself run on a bare Node 20 without any package: `node scripts/bootstrap.mjs <file> [arguments]`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { heap } from './heap.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
const runtime = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

const [, , file, ...rest] = process.argv
if (!file) fail('Usage: node scripts/bootstrap.mjs <file> [arguments]')
if (!isInstalled()) install()
await run(path.resolve(root, file), rest)

function isInstalled() {
  const wanted = packagesOf(path.join(root, 'package-lock.json'))
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present || !existsSync(runtime)) return false
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || isOptional(entry) || present[name]?.version === entry.version,
  )
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages
  } catch {
    return undefined
  }
}

function isOptional(entry) {
  return Boolean(
    entry.optional || entry.peer || entry.devOptional || (entry.dev && process.env.NODE_ENV === 'production'),
  )
}

function install() {
  const before = Date.now()
  console.error('Installing what Quarterdeck needs (once, about a minute) …')
  // `npm ci` would refuse a lock file made on another platform; `install --no-save` keeps to the lock and leaves it alone.
  const result = npm([
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
    '--ignore-scripts=false',
  ])
  if (result.status !== 0 || !existsSync(runtime)) {
    fail(`${result.stdout ?? ''}${result.stderr ?? ''}
The installation did not finish. Nothing else was changed.
Check that this machine reaches the npm registry ("npm ping"), then run the same command again.`)
  }
  console.error(`Installed in ${Math.round((Date.now() - before) / 1000)} s.`)
}

function npm(args) {
  const cli = process.env.npm_execpath
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, env: withoutNpmSettings() }
  if (cli?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [cli, ...args], options)
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows })
}

// npm hands its options down in the environment; those of `npm start -- --flags` must not change the installation.
function withoutNpmSettings() {
  const own = /^npm_(config_(loglevel|production|omit|dry_run|ignore_scripts)|lifecycle|package)/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

async function run(target, args) {
  if (isRuntime()) {
    process.argv = [process.argv[0], target, ...args]
    await import(pathToFileURL(target).href)
    return
  }
  const child = spawn(runtime, [...(file.startsWith('src/app/') ? heap : []), target, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: onPath(),
  })
  // A terminal sends Ctrl-C to parent and child alike: the child decides when it is done.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) endWithParent(() => child.kill('SIGTERM'))
  child.on('error', (error) => fail(`Could not run ${runtime}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

// npm killed with -9 can't pass that on; some shells stay between it and us.
function endWithParent(end) {
  const before = ancestry()
  setInterval(() => (ancestry() === before ? undefined : end()), 1000).unref()
}

function ancestry() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`
  } catch {
    return String(process.ppid)
  }
}

function isRuntime() {
  try {
    return realpathSync(process.execPath) === realpathSync(runtime)
  } catch {
    return false
  }
}

function onPath() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const bin = path.join(root, 'node_modules', '.bin')
  return { ...process.env, [name]: [bin, process.env[name]].filter(Boolean).join(path.delimiter) }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
