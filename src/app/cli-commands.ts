/** What a command is given: its flags, and the words that aren't flags. */
export interface Given {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>
  readonly words: readonly string[]
}

export interface Command {
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly more?: string
  /** How many words it needs, and takes at most. */
  readonly least?: number
  readonly most?: number
  readonly options?: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly help: string }>>
  readonly run: (given: Given) => Promise<void>
}

/** Every command of `npx quarterdeck`; each is loaded when it is asked for. */
export const commands: readonly Command[] = [
  {
    name: 'start',
    usage: 'start [flags]',
    about: 'Start Quarterdeck here: database, server and worker in one.',
    more: 'The first start fills a demo company and prints how to sign in. Ctrl-C stops it.',
    options: {
      port: { type: 'string', help: 'The port to listen on (8080).' },
      empty: { type: 'boolean', help: 'Start a real installation: no demo company, but a page to set it up.' },
      server: { type: 'boolean', help: 'Only answer requests (needs DATABASE_URL).' },
      worker: { type: 'boolean', help: 'Only do background work (needs DATABASE_URL).' },
      'no-build': { type: 'boolean', help: 'Serve the web app as it was last built.' },
    },
    run: async ({ flags }) => (await import('./start.ts')).start(flags),
  },
  {
    name: 'migrate',
    usage: 'migrate',
    about: "Bring the database to this version's shape, after a backup.",
    run: async () => (await import('./cli-data.ts')).migrateNow(),
  },
  {
    name: 'backup',
    usage: 'backup FILE',
    about: 'Write everything into one file, also while Quarterdeck runs.',
    least: 1,
    run: async ({ words }) => (await import('./cli-data.ts')).backup(words[0] ?? ''),
  },
  {
    name: 'restore',
    usage: 'restore FILE',
    about: 'Bring a backup back into an empty database, and prove it.',
    more: 'Name a new folder in QUARTERDECK_DATA (or an empty database in DATABASE_URL) to restore beside what you have.',
    least: 1,
    run: async ({ words }) => (await import('./cli-data.ts')).restoreFrom(words[0] ?? ''),
  },
  {
    name: 'verify',
    usage: 'verify',
    about: 'Prove that nobody changed the history, also while Quarterdeck runs.',
    run: async () => (await import('./cli-data.ts')).verify(),
  },
  {
    name: 'import',
    usage: 'import TYPE|service-log FILE',
    about: 'Import a CSV file or a workbook of one kind of record, or a log of tickets.',
    more: [
      'TYPE is the name of a record, such as person or team. The columns are matched by their headers.',
      'Rows that are refused go to FILE-refused.csv beside the file, each with its reason; all others are imported.',
      'import articles FOLDER brings in the Markdown files of a folder as knowledge articles, and says what is wrong with which.',
      'Ends with 0 when the file was imported, 1 when nothing was, 2 when a word is missing.',
      'service-log reads an event log of incidents (one row per change, as ServiceNow exports them): each ticket comes with',
      'its history, at the original times. Once more changes nothing. What could not be read goes to FILE-defects.csv',
      'beside the file, row by row; then it ends with 5.',
    ].join('\n'),
    least: 2,
    options: {
      preview: { type: 'boolean', help: 'Only say what would happen.' },
      sheet: { type: 'string', help: 'The sheet of a workbook (the first one with rows).' },
      'dry-run': { type: 'boolean', help: 'The same as --preview.' },
      system: { type: 'string', help: 'Of a service-log: what it comes from (ServiceNow).' },
      'time-zone': { type: 'string', help: 'Of a service-log: whose time it shows, such as Europe/Berlin (UTC).' },
    },
    run: async (given) =>
      given.words[0] === 'articles'
        ? (await import('./cli-import-articles.ts')).importFolder(given)
        : given.words[0] === 'service-log'
          ? (await import('./cli-service-log.ts')).importServiceLog(given)
          : (await import('./cli-import.ts')).importFile(given),
  },
  {
    name: 'user',
    usage: 'user add|list|password|role|disable',
    about: 'Manage who can sign in.',
    more: [
      'user add EMAIL --name NAME --role ROLE   make an account; its password is printed once',
      'user list                                every account with its roles',
      'user password EMAIL                      give a new password, which is printed once',
      'user role EMAIL ROLE …                   give exactly these roles',
      'user disable EMAIL                       end their sessions and keep them out',
    ].join('\n'),
    least: 1,
    most: 20,
    options: {
      name: { type: 'string', help: "The person's name (add)." },
      role: { type: 'string', help: 'Roles, separated by commas (add).' },
    },
    run: async (given) => (await import('./cli-user.ts')).user(given),
  },
  {
    name: 'demo',
    usage: 'demo',
    about: 'Fill an empty database with the demo company, and print how to sign in.',
    run: async () => (await import('./cli-demo.ts')).demo(),
  },
]
