import { spawnSync } from 'node:child_process'
import { readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A database server that runs on a folder, as its own `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number
  /** The port it listens on at 127.0.0.1, or undefined where it listens on a socket in its folder only. */
  readonly port: number | undefined
}

/** The server that really runs on `folder`; a note left by one that is gone, or by another program's reused id, is removed. */
export function findPostmaster(folder: string): Postmaster | undefined {
  const file = path.join(folder, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  if (!isPostmasterOf(pid, folder)) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: lines[5] ? Number(lines[3]) : undefined }
}

function isPostmasterOf(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return runsIn(pid, folder) ?? nameOf(pid) === 'postgres'
  if (process.platform === 'win32') {
    return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' }).stdout.includes('postgres')
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres')
}

// Inside a container even root may be refused another user's working folder: then the answer is unknown.
function runsIn(pid: number, folder: string): boolean | undefined {
  try {
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return undefined
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

/** Whether a process with this id exists (of whichever user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Waits until the process is gone; false when it still runs after `ms`. */
export async function untilGone(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms
  while (isAlive(pid)) {
    if (Date.now() >= end) return false
    await wait(25)
  }
  return true
}

/** Asks the server to stop (open transactions roll back), insists after `ms`; either way nothing committed is lost. */
export async function stopPostmaster(
  pid: number,
  { ms, stopByProgram }: { ms: number; stopByProgram?: () => void },
): Promise<void> {
  if (stopByProgram) stopByProgram()
  else signal(pid, 'SIGINT')
  if (await untilGone(pid, ms)) return
  signal(pid, 'SIGQUIT')
  await untilGone(pid, 5000)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // already gone
  }
}
