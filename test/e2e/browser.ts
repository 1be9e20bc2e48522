import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Starts Chromium: the one CHROMIUM_PATH names, or the one from npm (Linux on x64), or the system's. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: flags() })
}

const systems = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) return named
  // The one from npm first: every machine then tests with the same version.
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked()
  const found = systems.find((path) => existsSync(path))
  if (found) return found
  throw new Error('No Chromium was found. Set CHROMIUM_PATH to one.')
}

function flags(): string[] {
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  const isRoot = process.getuid?.() === 0
  return ['--disable-gpu', '--disable-quic', ...quiet, ...(isRoot ? ['--no-sandbox'] : [])]
}

const builds = join(import.meta.dirname, '../../build')

/** The package unpacks into the folder for temporary files, which users of one machine share; we give it one of ours. */
async function unpacked(): Promise<string> {
  const manifest = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(builds, `chromium-${version}`)
  if (!existsSync(folder)) {
    const part = `${folder}.${process.pid}`
    mkdirSync(part, { recursive: true })
    await unpackInto(part)
    if (existsSync(folder)) rmSync(part, { recursive: true, force: true })
    else renameSync(part, folder)
  }
  return join(folder, 'chromium')
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
