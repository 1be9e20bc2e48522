// Runs the steps of a check, a few at a time, and prints a line for each.
import { spawn } from 'node:child_process'

/**
 * Runs every step `{ name, command: [program, ...arguments], env? }`, `atOnce` at a time, prints one line per step, and
 * the output of those that failed. Resolves to `{ passed, failed }`.
 */
export async function runSteps(steps, { atOnce = 2, cwd = process.cwd() } = {}) {
  const waiting = [...steps]
  const counts = { passed: 0, failed: 0 }
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { isOk, seconds, output } = await runStep(step, cwd)
      counts[isOk ? 'passed' : 'failed']++
      console.log(`${isOk ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(14)} ${seconds.toFixed(1).padStart(5)} s`)
      if (!isOk) console.log(indented(output))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return counts
}

async function runStep({ command: [program, ...args], env }, cwd) {
  const start = performance.now()
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const parts = []
  child.stdout.on('data', (part) => parts.push(part))
  child.stderr.on('data', (part) => parts.push(part))
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      parts.push(Buffer.from(`${program}: ${error.message}\n`))
      resolve(1)
    })
    child.on('close', resolve)
  })
  return { isOk: code === 0, seconds: (performance.now() - start) / 1000, output: Buffer.concat(parts).toString() }
}

const indented = (text) => text.trimEnd().replaceAll(/^/gm, '    ')
