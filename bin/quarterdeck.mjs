#!/usr/bin/env node
process.argv.splice(2, 0, 'src/app/cli.ts')
await import('../scripts/bootstrap.mjs')
