import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Starts Chromium: the one CHROMIUM_PATH names, the system's, or the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: flags() })
}

const systems = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM_PATH']
  if (named) return named
  return systems.find((path) => existsSync(path)) ?? (await unpacked())
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
