/** What a generated file is like. The same options give the same file. */
export interface MessyOptions {
  readonly rows: number
  /** One row in this many is wrong in some way (200). */
  readonly wrongEvery?: number
}

const first = [
  'Anna',
  'Björn',
  'Çelik',
  'Dörte',
  'Émile',
  'Fatima',
  'Günther',
  'Hélène',
  'Ivo',
  'José',
  'Katarzyna',
  'Łukasz',
  'María',
  'Nils',
  'Øystein',
  'Paula',
]
const last = [
  'Müller',
  'Schmidt',
  'García',
  'Núñez',
  'Lefèvre',
  'Kowalska',
  'Jensen',
  'Öztürk',
  "O'Brien",
  'van den Berg',
  'Nguyễn',
  'Weiß',
  'Rossi',
  'Novák',
]
const titles = [
  'Engineer',
  'Senior engineer',
  'Analyst',
  'Manager; regional',
  'Assistant "to the" director',
  'Technician',
  'Buyer',
]

/** Headers as a German personnel system writes them. */
export const messyHeaders = [
  'Personalnummer',
  'Vorname',
  'Nachname',
  'E-Mail',
  'Vorgesetzter',
  'Stellenbezeichnung',
  'Eintrittsdatum',
  'Art',
  'Telefon',
  'Gehalt',
] as const

/**
 * A people file as companies have them: BOM, semicolons, CRLF, quoted delimiters, German dates, decimal commas, blank lines, accents;
 * among the rows repeated e-mails, unknown managers, circles of two and three, days that don't exist and rows that are too long.
 * Row 1 is the head; everyone reports to someone about ten times further up.
 */
export function* messyPeople({ rows, wrongEvery = 200 }: MessyOptions): Generator<string> {
  yield `\ufeff${messyHeaders.join(';')}\r\n`
  for (let n = 1; n <= rows; n++) {
    if (n % 1000 === 0) yield n % 2000 === 0 ? ';;;;;;;;;\r\n' : '\r\n'
    yield `${cellsOf(n, rows, wrongEvery).map(quoted).join(';')}\r\n`
  }
}

function cellsOf(n: number, rows: number, wrongEvery: number): readonly string[] {
  const given = first[(n + Math.floor(n / 16)) % first.length] ?? ''
  const family = last[(n * 3 + Math.floor(n / 7)) % last.length] ?? ''
  const cells = [
    number(n),
    given,
    n % 9 === 0 ? ` ${family} ` : family,
    n % 50 === 0 ? email(n).toUpperCase() : email(n),
    n === 1 ? '' : n % 3 === 0 ? email(managerOf(n)) : number(managerOf(n)),
    titles[n % titles.length] ?? '',
    `${(n % 28) + 1}.${(n % 12) + 1}.${1990 + (n % 35)}`,
    ['Mitarbeiter', 'employee', 'Contractor'][n % 3] === 'Mitarbeiter'
      ? 'Employee'
      : (['', 'employee', 'Contractor'][n % 3] ?? ''),
    `0049 ${30 + (n % 60)} ${100000 + (n % 899999)}`,
    `${1 + (n % 9)}.${String(n % 1000).padStart(3, '0')},50`,
  ]
  return n > 20 && n % wrongEvery === 0 ? spoilt(cells, n, rows, Math.floor(n / wrongEvery) % wrongs) : cells
}

const wrongs = 6
function spoilt(cells: readonly string[], n: number, rows: number, kind: number): readonly string[] {
  if (kind === 0) return cells.with(3, email(n - 1))
  if (kind === 1) return cells.with(4, `nobody${n}@example.com`)
  if (kind === 2) return cells.with(6, '31.2.2020')
  if (kind === 3) return cells.with(4, number(n))
  if (kind === 4) return [...cells, 'one', 'too many']
  return cells.with(3, `mail of ${rows}`)
}

const number = (n: number): string => String(n).padStart(6, '0')
const email = (n: number): string => `person${n}@example.com`
const managerOf = (n: number): number => Math.max(1, Math.floor(n / 10))

const quoted = (cell: string): string => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
