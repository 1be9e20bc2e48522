/** How the field kinds that can be added read to people: all that there are. */
export const kindWords = {
  text: 'Line of text',
  longText: 'Long text',
  int: 'Whole number',
  decimal: 'Decimal number',
  money: 'Amount of money',
  percent: 'Percentage',
  date: 'Day',
  dateTime: 'Day and time',
  duration: 'Length of time',
  bool: 'Yes or no',
  choice: 'One of several',
  choices: 'Some of several',
  ref: 'One record',
  refs: 'Several records',
  email: 'E-mail address',
  url: 'Web address',
  phone: 'Phone number',
  ip: 'IP address',
  colour: 'Colour',
  secret: 'Secret',
  json: 'Structured data (JSON)',
  computed: 'Worked out from others',
} as const
export const customKinds = Object.keys(kindWords) as readonly (keyof typeof kindWords)[]

/** Added fields begin with x, so that no release of Quarterdeck ever takes their names. */
export const handlePattern = /^x[A-Z][A-Za-z0-9]{0,48}$/

/** The lines of a text that hold something, each once. */
export const linesOf = (text: string | null): readonly string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** `Cost centre` → `xCostCentre`, with a number behind it where that is taken. */
export function handleFor(label: string, taken: ReadonlySet<string>): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
  const words = plain.match(/[A-Za-z0-9]+/g) ?? []
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  const base = `x${/^[A-Z]/.test(name) ? name : `Field${name}`}`.slice(0, 44)
  for (let n = 1; ; n += 1) {
    const handle = n === 1 ? base : `${base}${n}`
    if (!taken.has(handle)) return handle
  }
}

/** Characters that a formula has at most. */
export const longestFormula = 1000
