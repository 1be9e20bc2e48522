import { describe, expect, it } from 'vitest'
import { allows, comparisonsOf, resolve, satisfies } from '../../../src/kernel/access/rule.ts'
import { nobody } from '../../../src/kernel/access/who.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import type { Caller } from './callers.ts'
import { expectOk, expectProblem, type Stage } from './stage.ts'
import { type Condition, isOpen, permissionsIn, permissionsBesides, type Verb, verbsOf, waysIn } from './verbs.ts'
import type { Input } from './world.ts'

/** Tries each verb as nobody, without permission, with reading alone, as the one a rule names, and allowed. */
export function checkAccess(stage: Stage): void {
  describe.each(verbsOf(stage).map((verb) => [verb.name, verb] as const))('%s', (_, verb) => {
    it('is refused to nobody in particular', async () => {
      const row = await verb.ready()
      expectProblem(await stage.send(null, await verb.request(row)), 401)
    })

    if (!isOpen(verb.rule))
      it('is refused without permission, as if there were no such record', async () => {
        const row = await verb.ready()
        const stranger = await stage.caller({ permissions: ['other.read'] })
        const isVisible = verb.kind === 'create' || allows(stage.record.access.read, aStranger, { ...row })
        expectProblem(await stage.send(stranger, await verb.request(row)), isVisible ? 403 : 404)
      })

    if (verb.kind !== 'read' && !isOpen(verb.rule))
      it('is refused to one who may only read', async () => {
        const row = await verb.ready()
        const answer = await stage.send(await reader(stage), await verb.request(row))
        expectProblem(answer, 403)
      })

    if (verb.rule !== 'nobody')
      it('is done for one who may', async () => {
        const row = await verb.ready()
        const { read } = stage.record.access
        const permissions = [...permissionsIn(read), ...permissionsIn(verb.rule), ...permissionsBesides(stage)]
        const done = await stage.send(await stage.caller({ permissions }), await verb.request(row))
        const answer = expectOk(done, verb.status)
        if (verb.status < 300) expect(answer.id).toBeDefined()
      })

    for (const way of waysIn(verb.rule)) if (way.length > 0) checkWay({ stage, verb, way })
  })

  checkList(stage)
  checkAbilities(stage)
}

/** Whoever is signed in and holds nothing that matters here. */
const aStranger = { ...nobody, account: 'stranger' }

const reader = (stage: Stage): Promise<Caller> =>
  stage.caller({ permissions: [...permissionsIn(stage.record.access.read)] })

interface WayIn {
  readonly stage: Stage
  readonly verb: Verb
  readonly way: readonly Condition[]
}

/** A rule that looks at the row lets in exactly those whom the row names, and where it has the values that the rule asks for. */
function checkWay({ stage, verb, way }: WayIn): void {
  it(`is done where ${way.map(wordsOf).join(' and ')}, and refused otherwise`, async () => {
    const { caller, who, values, state, row } = await insider({ stage, verb, way })
    const own = row ?? (await verb.ready(values, state))
    expectOk(await stage.send(caller, await verb.request(own, values)), verb.status)
    const others = [await verb.ready()]
    for (const name of Object.keys(values)) {
      const to = stage.record.fields[name]?.options.to
      const id = to && (await stage.world.another(to)).id
      const other = id ? { [name]: Array.isArray(values[name]) ? [id] : id } : {}
      const { [name]: _, ...rest } = values
      others.push(await verb.ready({ ...rest, ...other }, state))
    }
    for (const foreign of others.filter((one) => !allows(verb.rule, who, { ...one })))
      expectProblem(await stage.send(caller, await verb.request(foreign)), verb.kind === 'read' ? 404 : 403)
  })
}

const wordsOf = (condition: Condition): string =>
  'is' in condition
    ? JSON.stringify(condition.is)
    : 'isSelf' in condition
      ? `'${condition.isSelf}' names the caller`
      : `'${condition.inTeamOf}' names a group of theirs`

/** Somebody whom a row with these values lets in: by one reference at most, and by fixed values. */
async function insider({ stage, verb, way }: WayIn) {
  const permissions =
    verb.kind === 'read' ? [] : [...permissionsIn(stage.record.access.read), ...permissionsBesides(stage)]
  const pointing = way.find((one) => !('is' in one))
  const field =
    pointing && ('isSelf' in pointing ? pointing.isSelf : 'inTeamOf' in pointing ? pointing.inTeamOf : undefined)
  const fixed = way.flatMap((one) => ('is' in one ? comparisonsOf(one.is) : []))
  const state = fixed.find((one) => one.field === 'state')?.equals[0]
  const given = fixed.filter((one) => one.field !== 'state').map((one) => [one.field, one.equals[0]])
  const row = field === 'id' ? await verb.ready() : undefined
  const named = field === undefined ? undefined : (row?.id ?? (await target(stage, field)).id)
  const self = named === undefined || !pointing || 'isSelf' in pointing ? named : await memberOf(stage, named)
  const isList = stage.record.fields[field ?? '']?.kind === 'refs'
  const reference = field === undefined || field === 'id' ? [] : [[field, isList ? [named] : named]]
  const who = {
    ...nobody,
    account: 'caller',
    self: self ?? null,
    groups: named ? [named] : [],
    permissions: new Set(permissions),
  }
  return {
    caller: await stage.caller({ permissions, ...(self === undefined ? {} : { self }) }),
    who,
    values: Object.fromEntries([...given, ...reference]) as Input,
    state: state === undefined ? undefined : String(state),
    row,
  }
}

function target({ record, world }: Stage, field: string): Promise<Row> {
  const to = record.fields[field]?.options.to
  if (!to) throw new Error(`The rule of ${record.name} names '${field}', which points at nothing.`)
  return world.another(to)
}

/** A new member of a group: groups are business units, and records with a field 'members'. */
async function memberOf({ kernel, world }: Stage, group: string): Promise<string> {
  const { type, row } = await kernel.store.asSystem('test').reach(group)
  if (type.name === 'business_unit') return (await world.another('person', { businessUnit: group })).id
  const to = type.fields['members']?.options.to
  if (!to) throw new Error(`A ${type.name} has no members, so nobody can be in it.`)
  const { id } = await world.another(to)
  await kernel.store.asSystem('test').update(type, row.id, { members: [id] })
  return id
}

function checkList(stage: Stage): void {
  const list = (who: Caller | null, at = '') => stage.send(who, { at, query: { limit: '200' } })

  describe('list', () => {
    it('is refused to nobody in particular', async () => {
      expectProblem(await list(null), 401)
      expectProblem(await list(null, 'count'), 401)
    })

    if (!isOpen(stage.record.access.read))
      it('shows and counts nothing without permission but what everyone may read', async () => {
        await stage.make()
        const stranger = await stage.caller({})
        const open = resolve(stage.record.access.read, { ...nobody, account: 'stranger' })
        const { rows } = expectOk<{ rows: Row[] }>(await list(stranger))
        expect(rows.filter((row) => !satisfies(open, row))).toEqual([])
        expect(expectOk<{ count: number }>(await list(stranger, 'count')).count).toBe(rows.length)
      })

    if (stage.record.access.read !== 'nobody')
      it('shows a row to one who may read it', async () => {
        const row = await stage.make()
        const query = { filter: JSON.stringify({ id: row.id }) }
        const { rows } = expectOk<{ rows: Row[] }>(await stage.send(await reader(stage), { query }))
        expect(rows.map(({ id }) => id)).toEqual([row.id])
      })
  })
}

function checkAbilities(stage: Stage): void {
  it('tells with each row what its reader may do', async () => {
    const row = await stage.make()
    const seenBy = async (who: Caller) => expectOk(await stage.send(who, { at: row.id })).can
    expect(await seenBy(stage.boss)).toEqual(expect.arrayContaining(['update', 'archive']))
    const isReadOnly = !isOpen(stage.record.access.update) && !isOpen(stage.record.access.archive)
    if (isReadOnly) expect(await seenBy(await reader(stage))).toEqual([])
  })

  const guarded = Object.entries(stage.record.fields).filter(([, field]) => field.options.read)
  it.each(guarded)('keeps %s from those who may not see it', async (name) => {
    const row = await stage.make({}, { isFull: true })
    const seen = expectOk(await stage.send(await reader(stage), { at: row.id }))
    expect(seen).not.toHaveProperty(name)
    const filter = JSON.stringify({ [name]: { empty: false } })
    expectProblem(await stage.send(await reader(stage), { query: { filter } }), 400, name)
    expectProblem(await stage.send(await reader(stage), { query: { sort: name } }), 400)
  })
}
