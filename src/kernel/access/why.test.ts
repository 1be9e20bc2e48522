import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineRecord, type AnyRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { createRegistry } from '../record/registry.ts'
import { abilities, rightsOf } from './abilities.ts'
import type { Rule } from './rule.ts'
import { satisfies } from './rule.ts'
import { answerOf, type Reason, verbsFor } from './why.ts'
import { nobody, type Who } from './who.ts'

const thing = createRegistry(
  [
    defineRecord('thing', {
      label: ['Thing', 'Things'],
      about: 'Something.',
      fields: {
        name: f.text(),
        owner: f.ref('thing'),
        helpers: f.refs('thing'),
        worth: f.int({ read: 'thing.see_worth', write: 'thing.set_worth' }),
      },
      states: {
        start: 'new',
        all: ['new', 'sold'],
        moves: {
          sell: { from: ['new'], to: 'sold', label: 'Sell', can: { holds: 'thing.sell' } },
          keep: { from: ['sold'], to: 'new', label: 'Keep' },
        },
      },
      access: { read: 'anyone', create: 'nobody', update: { isSelf: 'owner' }, archive: 'nobody' },
      actions: { shine: { label: 'Shine', can: { inTeamOf: 'helpers' }, from: ['new'] } },
      list: { columns: ['name'], sort: 'name' },
      page: [{ panel: 'All', shows: ['name'] }],
    }),
  ],
  [],
).record('thing')

const permission = fc.constantFrom('thing.read', 'thing.write', 'thing.sell', 'thing.see_worth', 'thing.set_worth')
const held = fc.oneof(permission, fc.constantFrom('*', 'thing.*', '*.read', '*.write', 'records.only_read'))
const id = fc.constantFrom('a', 'b', 'c')
const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Rule>('anyone', 'nobody'),
    permission.map((holds) => ({ holds }) as Rule),
    fc.constantFrom<Rule>({ isSelf: 'owner' }, { isSelf: 'id' }, { isSelf: 'helpers' }),
    fc.constantFrom<Rule>({ inTeamOf: 'owner' }, { inTeamOf: 'id' }, { inTeamOf: 'helpers' }),
    fc.constantFrom<Rule>({ is: { state: 'new' } }, { is: { state: ['new', 'sold'], worth: 'x' } }),
    fc.array(tie('rule'), { maxLength: 3 }).map((anyOf) => ({ anyOf }) as Rule),
    fc.array(tie('rule'), { maxLength: 3 }).map((allOf) => ({ allOf }) as Rule),
  ),
})).rule
const world = fc.record({
  access: fc.record({ read: rule, create: rule, update: rule, archive: rule }),
  roles: fc.array(fc.record({ permissions: fc.array(held, { maxLength: 4 }), isTheirs: fc.boolean() }), {
    maxLength: 3,
  }),
  self: fc.option(id),
  groups: fc.array(id, { maxLength: 2 }),
  row: fc.record({
    id,
    owner: fc.option(id.map((one) => ({ id: one, title: null }))),
    helpers: fc.array(
      id.map((one) => ({ id: one, title: null })),
      { maxLength: 2 },
    ),
    state: fc.constantFrom('new', 'sold'),
    archivedAt: fc.option(fc.constant('2026-01-01T00:00:00.000Z')),
  }),
})

function asked({ access, roles, self, groups, row }: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const record: AnyRecord = { ...thing, access }
  const named = roles.map((role, index) => ({ ...role, name: `r${index}`, label: `Role ${index}` }))
  const own = named.filter(({ isTheirs }) => isTheirs)
  const who: Who = {
    ...nobody,
    account: 'me',
    name: 'Ada',
    self,
    groups,
    roles: own.map(({ name }) => name),
    permissions: new Set(own.flatMap(({ permissions }) => permissions)),
  }
  return { who, record, records: [record], roles: named, row, titles: new Map<string, string>() }
}

test('the answer is what the store decides, whatever the rule, the caller and the row', () => {
  fc.assert(
    fc.property(world, (given) => {
      const about = asked(given)
      const rights = rightsOf(about.who, about.record)
      const reads = satisfies(rights.read, about.row)
      const able = reads ? abilities(rights, about.row) : []
      for (const { verb } of verbsFor(about.record)) {
        const { can } = answerOf({ ...about, verb })
        if (verb === 'read') expect(can).toBe(reads)
        else if (verb !== 'create') expect([verb, can]).toEqual([verb, able.includes(verb)])
      }
      const { can } = answerOf({ ...about, verb: 'create', row: null })
      expect(can).toBe(rights.create !== false)
    }),
    { numRuns: 2000 },
  )
})

test('the parts that are told come to what they explain', () => {
  const holdsUp = ({ holds, parts, says }: Reason): void => {
    parts.forEach(holdsUp)
    if (says.startsWith('One of')) expect(holds).toBe(parts.some((part) => part.holds))
    if (says.startsWith('All of')) expect(holds).toBe(parts.every((part) => part.holds))
  }
  fc.assert(
    fc.property(world, (given) => {
      const about = asked(given)
      for (const { verb } of verbsFor(about.record)) {
        const { reasons } = answerOf({ ...about, verb })
        reasons.forEach(holdsUp)
        if (about.who.permissions.has('records.only_read')) continue
        for (const { holds, parts } of reasons) if (parts[0]) expect(parts[0].holds).toBe(holds)
      }
    }),
    { numRuns: 1000 },
  )
})

test('it names the roles, the right, the field of the row and the state', () => {
  const about = {
    ...asked({
      access: {
        read: { holds: 'thing.read' },
        create: 'nobody',
        update: { anyOf: [{ holds: 'thing.write' }, { isSelf: 'owner' }] },
        archive: 'nobody',
      },
      roles: [{ permissions: ['thing.read'], isTheirs: true }],
      self: 'a',
      groups: [],
      row: { id: 'c', owner: { id: 'b', title: null }, helpers: [], state: 'sold', archivedAt: null },
    }),
    titles: new Map([['b', 'Jonas']]),
  }
  const answer = answerOf({ ...about, verb: 'update' })
  expect(answer.says).toBe('Ada can’t change this thing.')
  expect(answer.reasons.map(({ says, parts }) => [says, parts[0]?.says])).toEqual([
    ['The rule lets them see it.', 'The role Role 0 gives the right to see things (thing.read).'],
    ['The rule doesn’t let them change it.', 'One of these would be enough, and none holds:'],
  ])
  expect(answer.reasons[1]?.parts[0]?.parts.map(({ says }) => says)).toEqual([
    'Their role Role 0 doesn’t give the right to create and change things (thing.write).'.replace('create and ', ''),
    '“Owner” is Jonas, not Ada themselves.',
  ])
  expect(answer.fields).toMatchObject([{ label: 'Worth', canSee: false, canSet: false }])
  expect(answerOf({ ...about, verb: 'move:sell' }).reasons.at(-1)?.says).toBe(
    'Its state is “sold”; this is possible from “new” only.',
  )
})
