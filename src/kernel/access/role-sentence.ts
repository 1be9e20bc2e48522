/** What can happen to a role. */
export type RoleVerb = 'created' | 'updated' | 'removed'

type Fragment = Readonly<Record<string, unknown>>

/** What of an entry makes its sentence; `says` gives a permission's words. */
export interface RoleTold {
  readonly verb: string
  readonly whoName: string
  readonly before: Fragment | null
  readonly after: Fragment | null
}

/** The entry as one sentence, such as 'Ada Lovelace let the role Buyer create and change services'. */
export function roleSentence({ verb, whoName, before, after }: RoleTold, says: (permission: string) => string): string {
  if (verb === 'created')
    return `${whoName} made this role, which may ${listed(namesIn(after?.permissions).map(says)) || 'do nothing'}`
  if (verb === 'removed') return `${whoName} removed this role`
  const [had, has] = [namesIn(before?.permissions), namesIn(after?.permissions)]
  const given = has.filter((name) => !had.includes(name)).map(says)
  const taken = had.filter((name) => !has.includes(name)).map(says)
  const parts = [
    ...(after && 'label' in after ? [`renamed it from ${String(before?.label)} to ${String(after.label)}`] : []),
    ...(after && 'about' in after ? ['rewrote what it is for'] : []),
    ...(given.length > 0 ? [`now lets it ${listed(given)}`] : []),
    ...(taken.length > 0 ? [`no longer lets it ${listed(taken)}`] : []),
  ]
  return `${whoName} ${listed(parts) || 'changed nothing'}`
}

const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function listed(phrases: readonly string[]): string {
  const last = phrases.at(-1) ?? ''
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} and ${last}`
}
