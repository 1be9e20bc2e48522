// `npm run dev`: the server, started again whenever its code changes, behind Vite, which shows web changes at once.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const children = [
  run(['--watch', '--watch-preserve-output', 'src/app/cli.ts', 'start', '--no-build', ...process.argv.slice(2)]),
  run([vite, '--clearScreen', 'false']),
]
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(signal))
for (const child of children) child.on('exit', () => end('SIGTERM'))

function run(args) {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
}

function end(signal) {
  for (const child of children) if (child.exitCode === null) child.kill(signal)
}
