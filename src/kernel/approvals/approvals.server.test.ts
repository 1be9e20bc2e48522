import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { traitWorld } from '../../../test/kit/traits.ts'
import { pursueApprovals } from './follow.server.ts'
import { approvalRoutes } from './routes.server.ts'

const database = await testDatabase()
const { db } = database
const { server, clock, editor, stranger, call, verbsOf, another } = await traitWorld(database, {}, [approvalRoutes])
afterAll(() => server.app.close())

const decider = async (name: string, more: object = {}): Promise<Caller & { self: string }> => {
  const self = await another('person', { name, ...more })
  return { ...(await createCaller(server.kernel, { name, permissions: ['service.read'], self })), self }
}
const service = (more: object = {}): Promise<string> => another('service', { name: `Mail ${clock.id()}`, ...more })
const by = (who: { self: string }) => ({ kind: 'record', id: who.self })
const ask = async (record: string, steps: readonly object[], more: object = {}): Promise<string> => {
  const answer = await call(editor, 'POST', `/records/${record}/approvals`, {
    title: 'Move it to Oslo',
    steps,
    ...more,
  })
  expect(answer.body).toContain('"id"')
  return answer.json<{ id: string }>().id
}
const say = (who: Caller, id: string, isYes: boolean, comment = '') =>
  call(who, 'POST', `/approvals/${id}/votes`, { isYes, comment })
const change = (id: string, set: object) => server.kernel.store.asSystem('test').update('service', id, { ...set })
const latest = async (record: string) => (await call(editor, 'GET', `/records/${record}/approvals`)).json().approvals[0]
const waiting = async (who: Caller) => (await call(who, 'GET', '/approvals/waiting')).json().approvals

const ana = await decider('Ana Kovač')
const jonas = await decider('Jonas Weber', { manager: ana.self })
const priya = await decider('Priya Rao', { manager: ana.self })

test('Zammad #353: a record is approved in steps, each by its people, and its history tells every decision', async () => {
  const target = await service({ owner: jonas.self })
  const id = await ask(target, [
    { label: 'Owner', approvers: [{ kind: 'field', field: 'owner' }] },
    { label: 'Management', approvers: [{ kind: 'field', field: 'owner', whose: 'manager' }] },
  ])
  expect(await waiting(ana)).toEqual([])
  expect((await say(ana, id, true)).statusCode).toBe(404)
  expect(await waiting(jonas)).toMatchObject([{ id, title: 'Move it to Oslo', record: { id: target }, can: ['vote'] }])
  expect((await say(jonas, id, true, 'Fine')).statusCode).toBe(204)
  expect((await say(jonas, id, true)).statusCode).toBe(409)
  expect(await latest(target)).toMatchObject({ state: 'waiting', steps: [{ state: 'approved' }, { state: 'open' }] })
  expect((await say(ana, id, true)).statusCode).toBe(204)
  expect(await latest(target)).toMatchObject({ state: 'approved' })
  expect(await verbsOf(target)).toEqual(['created', 'approval_asked', 'approval_given', 'approval_given', 'approved'])
  const verified = await db.query({
    text: `select reason from history where record_id = $1 and verb = 'approval_given' order by entry`,
    values: [target],
  })
  expect(verified).toEqual([{ reason: 'Fine' }, { reason: null }])
})

test('a rejection ends it, and asks nobody of the steps after', async () => {
  const target = await service()
  const id = await ask(target, [
    { label: 'First', approvers: [by(jonas)] },
    { label: 'Then', approvers: [by(ana)] },
  ])
  await say(jonas, id, false, 'Too dear')
  expect(await latest(target)).toMatchObject({
    state: 'rejected',
    steps: [{ state: 'rejected' }, { state: 'needless', seats: [] }],
  })
  expect(await verbsOf(target)).toContain('rejected')
})

test('once what is approved changes, nothing is approved; it lapses and is asked again with the difference', async () => {
  const target = await service({ criticality: 'minor' })
  const id = await ask(target, [{ label: 'Owner', approvers: [by(jonas)] }], { fields: ['criticality'] })
  await change(target, { purpose: 'Not what it is bound to' })
  await change(target, { criticality: 'vital' })
  const answer = await say(jonas, id, true)
  expect(answer.statusCode).toBe(409)
  expect(answer.json().detail).toContain('has changed since')
  const [fresh, old] = (await call(editor, 'GET', `/records/${target}/approvals`)).json().approvals
  expect(old).toMatchObject({ id, state: 'lapsed' })
  expect(fresh).toMatchObject({ state: 'waiting', isAgain: true, shown: [{ value: 'Vital', before: 'Minor' }] })
  expect((await say(jonas, fresh.id, true)).statusCode).toBe(204)
  expect(await latest(target)).toMatchObject({ state: 'approved' })
})

test('GLPI #8004, #432: who decides follows from a rule when the step opens, and any one of them may be enough', async () => {
  const target = await service()
  await db.query({ text: `update account set roles = roles || '{cab}'::text[] where id = $1`, values: [priya.account] })
  await ask(target, [{ label: 'Board', quorum: 'any', approvers: [{ kind: 'role', name: 'cab' }, by(jonas)] }])
  expect((await latest(target)).steps[0]).toMatchObject({
    needed: 1,
    seats: [
      { name: 'Jonas Weber', because: 'asked by name' },
      { name: 'Priya Rao', because: 'has the role cab' },
    ],
  })
})

test('GLPI #19198: somebody decides in another’s place, and the record says so', async () => {
  const target = await service()
  const id = await ask(target, [{ label: 'Owner', approvers: [by(jonas)] }])
  const deputy = await decider('Deputy Dora')
  expect((await say(deputy, id, true)).statusCode).toBe(404)
  const given = { to: deputy.self, fromOn: '2026-03-01', untilOn: '2026-03-05' }
  const { id: delegation } = (await call(jonas, 'POST', '/delegations', given)).json()
  expect(await waiting(deputy)).toMatchObject(expect.arrayContaining([expect.objectContaining({ id })]))
  expect((await say(deputy, id, true)).statusCode).toBe(204)
  expect((await latest(target)).steps[0].seats).toMatchObject([{ name: 'Jonas Weber', vote: { by: 'Deputy Dora' } }])
  expect((await call(deputy, 'DELETE', `/delegations/${delegation}`)).statusCode).toBe(404)
  expect((await call(jonas, 'DELETE', `/delegations/${delegation}`)).statusCode).toBe(204)
})

test('nobody approves what they asked for, and who may not read the record learns nothing', async () => {
  const target = await service()
  const id = await ask(target, [{ label: 'Both', approvers: [{ kind: 'account', id: editor.account }, by(jonas)] }])
  expect((await latest(target)).steps[0].seats).toMatchObject([{ name: 'Jonas Weber' }])
  expect((await say(editor, id, true)).statusCode).toBe(404)
  expect((await call(stranger, 'GET', `/records/${target}/approvals`)).statusCode).toBe(404)
  expect(
    (
      await call(jonas, 'POST', `/records/${target}/approvals`, {
        title: 'Mine',
        steps: [{ label: 'A', approvers: [by(ana)] }],
      })
    ).statusCode,
  ).toBe(403)
  const own = { title: 'Own', mayDecideOwn: true, steps: [{ label: 'A', approvers: [by(ana)] }] }
  expect((await call(editor, 'POST', `/records/${target}/approvals`, own)).statusCode).toBe(403)
  expect((await call(jonas, 'DELETE', `/approvals/${id}`)).statusCode).toBe(404)
  expect((await call(editor, 'DELETE', `/approvals/${id}`)).statusCode).toBe(204)
  expect((await say(jonas, id, true)).statusCode).toBe(409)
})

const linkTo = async (who: Caller): Promise<string> => {
  const [mail] = await db.query<{ text: string }>({
    text: `select m.text from mail m join account a on a.email = m.to_address where a.id = $1 order by m.created_at desc, m.id desc limit 1`,
    values: [who.account],
  })
  return /\/approve\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
}
const press = (url: string, payload: string) =>
  server.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } })

test('a link in a mail shows exactly what is approved, decides only when a button is pressed, and once', async () => {
  const target = await service({ purpose: '<script>alert(1)</script>' })
  await ask(target, [{ label: 'Owner', approvers: [by(jonas)] }])
  const url = await linkTo(jonas)
  for (const _ of [1, 2]) {
    const shown = await server.app.inject({ url })
    expect([shown.statusCode, shown.body]).toEqual([200, expect.stringContaining('&lt;script&gt;')])
    expect(shown.body).not.toContain('<script')
  }
  expect(await latest(target)).toMatchObject({ state: 'waiting' })
  expect((await press(`${url.slice(0, -2)}xx`, 'decision=yes')).statusCode).toBe(410)
  expect((await press(url, 'decision=maybe')).statusCode).toBe(400)
  expect((await press(url, 'decision=yes&comment=On+the+train')).body).toContain('You approved it')
  expect(await latest(target)).toMatchObject({
    state: 'approved',
    steps: [{ seats: [{ vote: { comment: 'On the train' } }] }],
  })
  expect((await press(url, 'decision=no')).statusCode).toBe(410)
})

test('a link is worth nothing once its content changed, it is over, or its owner is disabled', async () => {
  const target = await service()
  await ask(target, [{ label: 'Owner', approvers: [by(jonas)] }])
  const url = await linkTo(jonas)
  await change(target, { criticality: 'vital' })
  const open = (link: string) => server.app.inject({ url: link })
  const hasChanged = { statusCode: 410, body: expect.stringContaining('has changed since this mail was sent') }
  expect(await open(url)).toMatchObject(hasChanged)
  expect((await press(url, 'decision=yes')).statusCode).toBe(409)
  expect((await press(url, 'decision=yes')).statusCode).toBe(410)
  expect(await open(url)).toMatchObject(hasChanged)
  const fresh = await linkTo(jonas)
  expect(fresh).not.toBe(url)
  const again = (await open(fresh)).body
  expect(again).toContain('You were asked before')
  expect(again).toContain('</del> Vital')
  await db.query({ text: 'update account set is_disabled = true where id = $1', values: [jonas.account] })
  expect((await server.app.inject({ url: fresh })).statusCode).toBe(410)
  await db.query({ text: 'update account set is_disabled = false where id = $1', values: [jonas.account] })
})

test('who doesn’t decide is reminded, and then their manager may decide in their place', async () => {
  const target = await service()
  const id = await ask(target, [{ label: 'Owner', approvers: [by(jonas)] }], { remindDays: 2, escalateDays: 3 })
  const told = async (who: Caller): Promise<number> =>
    (
      await db.query({
        text: `select 1 from notification where account_id = $1 and record_id = $2`,
        values: [who.account, target],
      })
    ).length
  await pursueApprovals(server.kernel)
  expect(await told(jonas)).toBe(1)
  expect((await say(ana, id, true)).statusCode).toBe(404)
  clock.advance(2 * 86_400_000)
  await db.query({ text: 'update session set expires_at = $1', values: [new Date(clock.now().getTime() + 9e8)] })
  await pursueApprovals(server.kernel)
  await pursueApprovals(server.kernel)
  expect(await told(jonas)).toBe(2)
  clock.advance(86_400_000)
  await pursueApprovals(server.kernel)
  expect((await say(ana, id, true)).statusCode).toBe(204)
  expect(await latest(target)).toMatchObject({ state: 'approved' })
})
