// Runs Vitest and counts what it found, also where it broke before it could count.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/** Runs `vitest run` with these arguments, its output passed through. Resolves to `{ passed, failed, skipped, failures }`. */
export async function runVitest(args, { name = 'tests', env = {} } = {}) {
  const results = join(root, 'build', `${name}.json`)
  mkdirSync(dirname(results), { recursive: true })
  rmSync(results, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => child.on('close', resolve))
  const counts = countsOf(results)
  // Vitest also fails for what is no test: an unhandled error, a set-up that broke, nothing found to run.
  return code !== 0 && counts.failed === 0
    ? { ...counts, failed: 1, failures: ['Vitest itself: see its output above'] }
    : counts
}

function countsOf(results) {
  let report
  try {
    report = JSON.parse(readFileSync(results, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] }
  }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  }
}

/** A line for each test of a file that failed, or one for a file that broke before its tests. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${headOf(message)}`] : []
  return failed.map((test) => `${file}: ${test.fullName}: ${headOf(test.failureMessages[0])}`)
}

const headOf = (message = '') => stripVTControlCharacters(message).trim().replaceAll(/\s+/g, ' ').slice(0, 400)
