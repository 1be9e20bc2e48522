import fc from 'fast-check'
import { filter as theirFilter, parse as theirParse } from 'scim2-parse-filter'
import { describe, expect, it } from 'vitest'
import { type Filter, readFilter } from './filter.ts'
import { matches } from './match.ts'
import { enterpriseUser, type Resource } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'

const bjensen: Resource = {
  id: '2819C223',
  externalId: 'Bj-1',
  userName: 'bjensen@example.com',
  active: true,
  title: null,
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  meta: { resourceType: 'User', lastModified: '2011-05-13T04:42:34Z' },
  [enterpriseUser]: { department: 'Tour Operations', manager: { value: '26118915' } },
}

describe('a filter', () => {
  // RFC 7644, 3.4.2.2, and what the large directories send.
  it.each([
    ['userName eq "BJensen@example.com"', true],
    ['USERNAME EQ "bjensen@example.com"', true],
    ['externalId eq "bj-1"', false],
    ['externalId eq "Bj-1"', true],
    ['name.familyName co "ENSE"', true],
    ['userName sw "J"', false],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "b"', true],
    ['title pr', false],
    ['emails pr and not (title pr)', true],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', false],
    ['meta.lastModified ge "2011-05-13T06:42:34+02:00"', true],
    ['meta.lastModified lt "2012-01-01T00:00:00.000Z"', true],
    ['title pr or userName ew ".com"', true],
    ['emails.type eq "home"', true],
    ['emails eq "babs@jensen.org"', true],
    ['emails[type eq "work" and value co "@jensen.org"]', false],
    ['emails[type eq "home" and value co "@jensen.org"]', true],
    ['emails[type eq "work"].value eq "bjensen@example.com"', true],
    ['emails[type eq "home"].value eq "bjensen@example.com"', false],
    ['active eq true', true],
    ['active eq "True"', true],
    ['active ne "False"', true],
    ['title eq null', true],
    ['userName ne null', true],
    [`${enterpriseUser}:department eq "tour operations"`, true],
    [`${enterpriseUser}:manager.value eq "26118915"`, true],
    ['userName eq "a" or userName eq "b" and active eq true', false],
    ['(userName eq "a" or active eq true) and not (title pr)', true],
    ['nickName eq "Babs"', false],
    ['userName eq "say \\"hi\\" \\u00e9"', false],
    ['constructor pr', false],
  ])('%s: %s', (text, isMet) => {
    expect(matches(bjensen, readFilter(text))).toBe(isMet)
  })

  it.each([
    '',
    'userName',
    'userName eq',
    'userName is "x"',
    'userName eq bjensen',
    'userName eq "x" and',
    'userName eq "x" userName',
    '(userName eq "x"',
    'emails[type eq "work"',
    'emails[type eq "work"].',
    'not userName pr',
    'a.b.c eq "x"',
    '"x" eq userName',
    'userName eq {"a":1}',
    `${'('.repeat(40)}userName pr${')'.repeat(40)}`,
    `userName eq "${'x'.repeat(10_001)}"`,
    'userName eq "x',
    '__proto__ pr',
  ])('can’t be %s', (text) => {
    expect(() => readFilter(text)).toThrow(ScimTrouble)
  })
})

// In lower case: theirs tells case apart everywhere, RFC 7643 for a few attributes only.
const word = fc.constantFrom('bjensen@example.com', 'jensen', 'work', 'x', '')
const path = fc.constantFrom('userName', 'name.familyName', 'title', 'emails.value')
const test = fc.oneof(
  fc
    .tuple(path, fc.constantFrom('eq', 'co', 'sw', 'ew'), word)
    .map(([name, operator, value]) => `${name} ${operator} ${JSON.stringify(value)}`),
  path.map((name) => `${name} pr`),
)
const { filter: text } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    test,
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map(([a, by, b]) => `(${a} ${by} ${b})`),
    fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map(([a, by, b]) => `${a} ${by} ${b}`),
    tie('filter').map((one) => `not (${one})`),
    fc.tuple(word, word).map(([a, b]) => `emails[type eq ${JSON.stringify(a)} and value co ${JSON.stringify(b)}]`),
  ),
}))
// Never empty: theirs takes an empty text for present, RFC 7644 doesn't.
const kept = word.filter((one) => one !== '')
const user = fc.record(
  {
    userName: kept,
    title: kept,
    name: fc.record({ familyName: kept }),
    // One alone: theirs lets several values meet a filter together, RFC 7644 wants one that meets it all.
    emails: fc.array(fc.record({ value: kept, type: kept }), { minLength: 1, maxLength: 1 }),
  },
  { requiredKeys: ['userName', 'name', 'emails'] },
)

/** The filter in words that are the same for whoever read it. */
function plain(filter: Filter): unknown {
  const nameOf = ({ name, sub }: { name: string | null; sub: string | null }) => [name, sub].filter(Boolean).join('.')
  if (filter.kind === 'compare') return [nameOf(filter.path), filter.operator, filter.value]
  if (filter.kind === 'present') return [nameOf(filter.path), 'pr']
  if (filter.kind === 'not') return ['not', plain(filter.part)]
  if (filter.kind === 'any') return [nameOf(filter.path), '[]', plain(filter.part)]
  return [filter.kind, ...filter.parts.map(plain)]
}
function theirPlain(filter: ReturnType<typeof theirParse>): unknown {
  switch (filter.op) {
    case 'pr':
      return [filter.attrPath, 'pr']
    case 'not':
      return ['not', theirPlain(filter.filter)]
    case '[]':
      return [filter.attrPath, '[]', theirPlain(filter.valFilter)]
    case 'and':
    case 'or':
      return [filter.op, ...filter.filters.map(theirPlain)]
    default:
      return [filter.attrPath, filter.op, filter.compValue]
  }
}
/** One `and` within another is one list: brackets that change nothing may be kept or not. */
function flat(filter: unknown): unknown {
  if (!Array.isArray(filter)) return filter
  const [kind, ...parts] = filter.map(flat)
  if (kind !== 'and' && kind !== 'or') return [kind, ...parts]
  return [kind, ...parts.flatMap((part) => (Array.isArray(part) && part[0] === kind ? part.slice(1) : [part]))]
}

describe('against scim2-parse-filter', () => {
  it('is read as it reads it', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(flat(plain(readFilter(one)))).toEqual(flat(theirPlain(theirParse(one))))
      }),
      { numRuns: 500 },
    )
  })

  it('finds whom it finds', () => {
    fc.assert(
      fc.property(text, user, (one, resource) => {
        expect(matches(resource, readFilter(one))).toBe(theirFilter(theirParse(one))(resource))
      }),
      { numRuns: 500 },
    )
  })
})
