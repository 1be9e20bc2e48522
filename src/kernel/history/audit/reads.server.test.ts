import { expect, test } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock, notesReads: true })
const records = kernel.store.asSystem('test')
const petra = await records.create('person', { name: 'Petra', mobile: '+49 170 1' })
const jonas = await records.create('person', { name: 'Jonas', leavesOn: '2031-01-31' })
await records.create('person', { name: 'Nothing private' })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const plain = await createCaller(kernel, { name: 'Plain', permissions: ['person.read'] })
const auditor = await createCaller(kernel, { name: 'Auditor', permissions: ['audit.read', 'person.read'] })
const get = (at: string, by = boss) =>
  app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${by.token}` } })
const noted = async (query = '') => {
  await kernel.reads.flush()
  const { lines } = (await get(`/audit/reads?${query}`, auditor)).json<{
    lines: { title: string; sentence: string }[]
  }>()
  return lines.map(({ title, sentence }) => `${title}: ${sentence}`)
}

test('who reads a guarded field by a page, a list or a file is noted after the answer, once in ten minutes', async () => {
  await get(`/people/${petra.id}`)
  await get(`/people/${petra.id}/page`)
  expect(await noted()).toEqual(['Petra: Boss read “Mobile”'])
  clock.advance(1000)
  await get('/people/export')
  expect(await noted()).toEqual(['Jonas: Boss read “Leaves on”', 'Petra: Boss read “Mobile”'])
  clock.advance(600_000)
  await get('/people?columns=name,mobile,leavesOn&sort=name')
  expect((await noted())[0]).toBe('Jonas and others: Boss read “Mobile” and “Leaves on” of 2 people')
  expect(await noted(`record=${petra.id}`)).toHaveLength(2)
  expect(await noted('name=nobody')).toEqual([])
})

test('whoever isn’t shown them leaves no note, nor does what Quarterdeck does by itself', async () => {
  const before = await noted()
  await get(`/people/${jonas.id}`, plain)
  await get('/people', plain)
  await records.get('person', petra.id)
  expect(await noted()).toEqual(before)
})

test('an administrator who sees as another is noted by their own name', async () => {
  const reader = await createCaller(kernel, { name: 'Reader', permissions: ['person.read', 'person.see_private'] })
  clock.advance(600_000)
  await app.inject({
    method: 'POST',
    url: `/api/v1/accounts/${reader.account}/viewing`,
    payload: { reason: 'A test' },
    headers: { authorization: `Bearer ${boss.token}` },
  })
  await get(`/people/${petra.id}`)
  expect((await noted())[0]).toBe('Petra: Boss read “Mobile”, seeing as Reader')
})

test('notes can’t be changed, and are for those who may search the history', async () => {
  await expect(db.query('delete from sensitive_read')).rejects.toThrow('append-only')
  expect((await get('/audit/reads', plain)).statusCode).toBe(403)
})
