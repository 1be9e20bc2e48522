import { parseArgs } from 'node:util'
import { Failure } from '../kernel/errors.ts'
import { type Command, commands } from './cli-commands.ts'
import { Exit, exitCodes } from './exit.ts'
import { keepHeapSmall } from './heap.ts'

const [name = 'help', ...args] = process.argv.slice(2)

try {
  await main()
} catch (error) {
  console.error(error instanceof Exit ? error.message : explain(error))
  process.exit(error instanceof Exit ? error.code : exitCodes.failed)
}

async function main(): Promise<void> {
  keepHeapSmall()
  if (['help', '--help', '-h'].includes(name)) return console.log(overview())
  const command = commands.find((one) => one.name === name)
  if (!command) throw new Exit(exitCodes.badConfiguration, `There is no command "${name}".\n\n${overview()}`)
  if (args.includes('--help') || args.includes('-h')) return console.log(helpOf(command))
  const { values, positionals } = parse(command)
  if (positionals.length < (command.least ?? 0) || positionals.length > (command.most ?? command.least ?? 0)) {
    throw new Exit(exitCodes.badConfiguration, helpOf(command))
  }
  await command.run({ flags: values, words: positionals })
}

function parse(command: Command): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  const options = Object.fromEntries(Object.entries(command.options ?? {}).map(([flag, { type }]) => [flag, { type }]))
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { values: { ...values }, positionals }
  } catch (error) {
    throw new Exit(
      exitCodes.badConfiguration,
      `${error instanceof Error ? error.message.split('. To ')[0] : error}.\n\n${helpOf(command)}`,
    )
  }
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.usage.padEnd(28)} ${command.about}`)
  return ['Usage: npx quarterdeck <command>', '', ...lines, '', 'npx quarterdeck <command> --help says more.'].join(
    '\n',
  )
}

function helpOf({ usage, about, options = {}, more }: Command): string {
  const flags = Object.entries(options).map(
    ([flag, { type, help }]) => `  --${`${flag}${type === 'string' ? ' VALUE' : ''}`.padEnd(18)} ${help}`,
  )
  return [
    `Usage: npx quarterdeck ${usage}`,
    '',
    about,
    ...(more ? ['', more] : []),
    ...(flags.length > 0 ? ['', ...flags] : []),
  ].join('\n')
}

// A person reads this in a terminal: what went wrong, with the stack only where it is our mistake.
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Failure) return [error.message, ...error.problems.map(({ says }) => `  ${says}`)].join('\n')
  const isOurs = ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name)
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : ''
  return isOurs ? (error.stack ?? error.message) : `${error.message}${cause}`
}
