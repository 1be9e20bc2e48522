// `npm run bench [rows]` measures; `npm run bench -- fuzz [requests]` asks the API for anything, a hundred thousand times.
const [first, many = '100000'] = process.argv.slice(2)
if (first === 'fuzz') {
  const { runVitest } = await import('../scripts/check/vitest.mjs')
  const env = { FUZZ_REQUESTS: many, FUZZ_SEED: process.env['FUZZ_SEED'] ?? String(Date.now() % 1e9) }
  const { failed } = await runVitest(['--project', 'server', 'test/fuzz'], { name: 'fuzz', env })
  process.exitCode = failed > 0 ? 1 : 0
} else await import('./figures.ts')
