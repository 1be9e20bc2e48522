/** What a key may do to one type of record. */
export type Reach = 'none' | 'read' | 'write'

/** The permissions of a key that reaches these types, by name, and the further verbs chosen. */
export function scopesOf(reaches: Readonly<Record<string, Reach>>, verbs: readonly string[]): readonly string[] {
  const byType = Object.entries(reaches).flatMap(([type, reach]) =>
    reach === 'none' ? [] : [reach === 'read' ? `${type}.read` : `${type}.*`],
  )
  return [...byType, ...verbs]
}

/** A key's permissions as a person reads them; `labels` are the plurals of record types by name. */
export function scopesText(scopes: readonly string[], labels: ReadonlyMap<string, string>): string {
  if (scopes.includes('*')) return 'everything you may do'
  const phrases = scopes.map((scope) => {
    const [noun = '', verb = ''] = scope.split('.')
    const what = noun === '*' ? 'everything' : (labels.get(noun) ?? noun.replaceAll('_', ' '))
    return `${verb === '*' ? 'change' : verb.replaceAll('_', ' ')} ${what}`
  })
  const more = phrases.length - mostNamed
  return more > 0 ? `${phrases.slice(0, mostNamed).join(', ')} and ${more} more` : phrases.join(', ')
}

const mostNamed = 4
