// `npm run bench [rows]` measures the kernel, `npm run bench -- support [rows] [--keep FOLDER]` the service desk;
// `npm run bench -- availability [engagements]` the availability of a year by contract, with what is owed;
// `npm run bench -- contracts [contracts]` reads the clocks of contracts;
// `npm run bench -- fuzz [requests]` asks the API for anything, a hundred thousand times.
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } })
const [first, many] = positionals
if (first === 'fuzz') {
  const { runVitest } = await import('../scripts/check/vitest.mjs')
  const env = { FUZZ_REQUESTS: many ?? '100000', FUZZ_SEED: process.env['FUZZ_SEED'] ?? String(Date.now() % 1e9) }
  const { failed } = await runVitest(['--project', 'server', 'test/fuzz'], { name: 'fuzz', env })
  process.exitCode = failed > 0 ? 1 : 0
} else if (first === 'support') {
  const { measureSupport } = await import('./support/figures.ts')
  await measureSupport({ rows: Number(many ?? 1_000_000), keep: values.keep })
} else if (first === 'availability') {
  const { measureAvailability } = await import('./availability.ts')
  measureAvailability({ engagements: Number(many ?? 10_000), outagesEach: 20 })
} else if (first === 'contracts') {
  const { measureClocks } = await import('./contracts/clocks.ts')
  await measureClocks(Number(many ?? 100_000))
  const { measureDesk } = await import('./contracts/desk.ts')
  await measureDesk(Number(many ?? 100_000))
} else await import('./figures.ts')
