// `npm test`: every test. Arguments go to Vitest: `npm test -- --project pure`, `npm test -- src/kernel/history`.
import { runVitest } from './check/vitest.mjs'

const { passed, failed, skipped, failures } = await runVitest(process.argv.slice(2))
if (skipped > 0) console.log(`${skipped} skipped`)
for (const failure of failures) console.log(`failed: ${failure}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
