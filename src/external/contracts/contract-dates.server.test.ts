import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { endContracts, remindOwners } from './contract.jobs.server.ts'
import { keepAllDates } from './contract-dates.server.ts'
import { renewalFilter } from './renewals.ts'

interface Year {
  readonly from: string
  readonly amounts: readonly { readonly minor: number }[]
}
const clock = testClock('2026-03-02T09:00:00.000Z')
const { app, db, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
const owner = await records.create('person', { name: 'Vera Lindqvist' })
const vera = await createCaller(kernel, {
  ...{ name: 'Vera', self: owner.id },
  permissions: ['person.read', 'contract.*', 'contract_event.*'],
})
const plain = await createCaller(kernel, { name: 'Nobody in particular', permissions: ['contract.read'] })

const signed = {
  ...{ subject: 'Signed', kind: 'initial', happenedOn: '2025-06-01', clause: '9.2', startsOn: '2025-07-01' },
  ...{ termCount: 12, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
  ...{ noticeCount: 3, noticeUnit: 'months', price: { amount: '24000.00', currency: 'EUR' }, pricePer: 'year' },
}
let made = 0
async function contract(over: object = {}, event: object | null = signed): Promise<string> {
  made += 1
  const { id } = await records.create('contract', {
    ...{ name: `Contract ${made}`, owner: owner.id, ...party, leadCount: 30, leadUnit: 'days', ...over },
  })
  if (event) await records.create('contract_event', { contract: id, ...event })
  return id
}
const party = { counterparty: 'Nordlys Netz' }
async function inForce(over: object = {}, event: object = signed): Promise<string> {
  const id = await contract({ signedOn: '2025-06-01', ...over }, event)
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', id, move)
  return id
}
const dates = async (id: string) => {
  const { termEnd, outlook, decidedEnd, noticeBy, sendBy, decideBy, committedUntil, atStake, decision } =
    await records.get('contract', id)
  return { termEnd, outlook, decidedEnd, noticeBy, sendBy, decideBy, committedUntil, atStake, decision }
}
const get = (url: string, token = vera.token) =>
  app.inject({ url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } })

describe('the dates of a contract', () => {
  it('are there as soon as its first term is written down', async () => {
    const id = await contract({}, null)
    expect(Object.values(await dates(id))).toEqual(Array.from({ length: 9 }, () => null))
    await records.create('contract_event', { contract: id, ...signed })
    // Twelve months from 1 July end on 30 June; three months before its end is 31 March; thirty days before that 1 March.
    expect(await dates(id)).toEqual({
      ...{ termEnd: '2026-06-30', outlook: 'renews', decidedEnd: '2026-06-30', noticeBy: '2026-03-31' },
      ...{ sendBy: '2026-03-31', decideBy: '2026-03-01', committedUntil: '2026-06-30', decision: null },
      atStake: { amount: '24000.00', currency: 'EUR' },
    })
  })

  it('follow each change of the log, of the lead time and of the day, and stay as they are where nothing does', async () => {
    const id = await contract()
    const notice = { contract: id, kind: 'notice', subject: 'Notice', happenedOn: '2026-03-02', givenBy: 'us' }
    const { id: given } = await records.create('contract_event', notice)
    expect(await dates(id)).toMatchObject({ outlook: 'leaving', decideBy: null, atStake: null })
    await records.archive('contract_event', given)
    expect(await dates(id)).toMatchObject({ outlook: 'renews', decideBy: '2026-03-01' })
    await records.update('contract', id, { leadCount: 10 })
    expect(await dates(id)).toMatchObject({ decideBy: '2026-03-21' })
    expect(await keepAllDates(kernel)).toBe(0)
    clock.set('2026-04-01T06:00:00.000Z')
    expect(await keepAllDates(kernel)).toBeGreaterThan(0)
    // The deadline has passed: the next end is a year on, and so is what is decided about.
    expect(await dates(id)).toMatchObject({ decidedEnd: '2027-06-30', noticeBy: '2027-03-31', decideBy: '2027-03-21' })
    clock.set('2026-03-02T09:00:00.000Z')
    await keepAllDates(kernel)
  })

  it('are those of that day on a past one, by what was written down then', async () => {
    const id = await contract()
    clock.set('2026-03-05T09:00:00.000Z')
    await records.create('contract_event', {
      ...{ contract: id, kind: 'extension', subject: 'Longer', happenedOn: '2026-03-05', endsOn: '2026-09-30' },
    })
    const [now] = (await records.list('contract', { filter: { id } })).rows
    const [then] = (await records.list('contract', { filter: { id }, asOf: '2026-03-04' })).rows
    expect([then?.['termEnd'], now?.['termEnd']]).toEqual(['2026-06-30', '2026-09-30'])
    clock.set('2026-03-02T09:00:00.000Z')
  })

  it('come out right when several write to one log at once', async () => {
    const id = await contract()
    const event = (n: number) => ({
      ...{ contract: id, kind: 'renewal', subject: `Renewal ${n}`, happenedOn: '2026-01-10' },
      ...{ termCount: 12, termUnit: 'months' },
    })
    await Promise.all(Array.from({ length: 6 }, (_, n) => records.create('contract_event', event(n))))
    expect(await dates(id)).toMatchObject({ termEnd: '2026-06-30', committedUntil: '2032-06-30' })
  })

  it('are made by the thousand, too', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => contract({}, null)))
    await records.createMany(
      'contract_event',
      ids.map((id) => ({ contract: id, ...signed })),
    )
    for (const id of ids) expect(await dates(id)).toMatchObject({ termEnd: '2026-06-30' })
  })
})

describe('a decision', () => {
  it('counts for the end that it is about, and not for the next', async () => {
    const id = await contract()
    const decision = {
      ...{ contract: id, kind: 'decision', subject: 'Renew', happenedOn: '2026-03-02' },
      ...{ decision: 'renew', decidedEnd: '2026-06-30', reason: 'Nobody else delivers to Leipzig.' },
    }
    await records.create('contract_event', decision)
    expect(await dates(id)).toMatchObject({ decision: 'renew', decidedEnd: '2026-06-30' })
    clock.set('2026-04-01T06:00:00.000Z')
    await keepAllDates(kernel)
    expect(await dates(id)).toMatchObject({ decision: null, decidedEnd: '2027-06-30' })
    clock.set('2026-03-02T09:00:00.000Z')
    await keepAllDates(kernel)
  })

  it('is refused without its reasons', async () => {
    const id = await contract()
    const decision = { contract: id, kind: 'decision', subject: 'Exit', happenedOn: '2026-03-02' }
    await expect(
      records.create('contract_event', { ...decision, decision: 'exit', decidedEnd: '2026-06-30' }),
    ).rejects.toMatchObject({ problems: [{ field: 'reason', says: 'Say why it was decided so.' }] })
  })
})

describe('the clock of a contract', () => {
  it('says each rule in words, and amounts only to those who may see them', async () => {
    const id = await contract()
    const { trace, stake } = (await get(`/contracts/${id}/clock`)).json()
    const says = trace.map((note: { says: string }) => note.says)
    expect(says).toContain(
      'Notice must be received at least 3 months before the end on 30 June 2026: by 31 March 2026.',
    )
    expect(says.at(-1)).toBe('The decision is about EUR 24,000.00: what 1 July 2026 to 30 June 2027 comes to.')
    expect(stake.amounts).toEqual([{ minor: 2_400_000, currency: 'EUR' }])
    const guarded = await get(`/contracts/${id}/clock`, plain.token)
    expect(guarded.body).not.toMatch(/24,000|2400000/)
    expect((await get(`/contracts/${clock.id()}/clock`)).statusCode).toBe(404)
    const stranger = await createCaller(kernel, { permissions: ['person.read'] })
    expect((await get(`/contracts/${id}/clock`, stranger.token)).statusCode).toBe(404)
    expect((await get(`/contracts/${id}/clock?asOf=yesterday`)).statusCode).toBe(400)
  })

  it('says what it costs by financial year, and what falls due, to those who may see it', async () => {
    const id = await contract({ paidEvery: 'quarter', paidWithin: 14 })
    const { term, years, payments } = (await get(`/contracts/${id}/costs`)).json()
    expect(term).toEqual([{ minor: 2_400_000, currency: 'EUR' }])
    expect(years.map(({ from, amounts: [amount] }: Year) => [from, amount?.minor])).toEqual([
      ['2026-01-01', 2_400_000],
      // The contract's year from July 2027 has a leap day: 24,000 × 181 / 365 + 24,000 × 184 / 366, and the rest after it.
      ['2027-01-01', 2_396_694],
      ['2028-01-01', 2_403_306],
    ])
    // Quarters of the contract begin on the first of July, October, January and April; each is due two weeks on.
    expect(payments.map(({ dueOn }: { dueOn: string }) => dueOn)).toEqual([
      ...['2026-04-15', '2026-07-15', '2026-10-15', '2027-01-15'],
    ])
    expect((await get(`/contracts/${id}/costs`, plain.token)).statusCode).toBe(403)
  })

  it('drafts the letter that a decision asks for', async () => {
    const id = await contract({ noticeAddress: 'Legal department\nHafenstraße 4\n20457 Hamburg', reference: 'NN-77' })
    const { letter } = (await get(`/contracts/${id}/letter?decision=exit`)).json()
    expect(letter).toMatchObject({
      ...{ kind: 'notice', sendBy: '2026-03-31', on: '2026-03-02', signedBy: 'Vera Lindqvist', by: 'by e-mail' },
      subject: `Notice of non-renewal: Contract ${made} (your reference NN-77)`,
      to: ['Nordlys Netz', 'Legal department', 'Hafenstraße 4', '20457 Hamburg'],
    })
    expect(letter.paragraphs[0]).toContain(', under its clause 9.2. It ends on 30 June 2026')
    expect((await get(`/contracts/${id}/letter?decision=renew`)).json()).toEqual({ letter: null })
    expect((await get(`/contracts/${id}/letter?decision=perhaps`)).statusCode).toBe(400)
  })
})

describe('the renewal desk', () => {
  const totals = async (query: string, token = vera.token) =>
    (await get(`/renewals/totals?${query}`, token)).json().groups
  it('counts and sums what is to be decided by a day, the same that the list shows, and what was decided apart', async () => {
    const quarter = { from: '2031-04-01', to: '2031-06-30' }
    const later = { ...signed, startsOn: '2030-10-01', happenedOn: '2026-01-01' }
    const [one, other] = [await inForce({}, later), await inForce({}, later)]
    // Its first term ends on 30 September 2031; three months and thirty days before that is 31 May.
    expect(await dates(one)).toMatchObject({ termEnd: '2031-09-30', noticeBy: '2031-06-30', decideBy: '2031-05-31' })
    const asked = `from=${quarter.from}&to=${quarter.to}`
    const group = { outlook: 'renews', late: 0 }
    expect(await totals(asked)).toEqual([{ ...group, count: 2, atStake: { amount: '48000.00', currency: 'EUR' } }])
    expect(await totals(asked, plain.token)).toEqual([{ ...group, count: 2, atStake: null }])
    await records.create('contract_event', {
      ...{ contract: other, kind: 'decision', subject: 'Renew', happenedOn: '2026-03-02' },
      ...{ decision: 'renew', decidedEnd: '2031-09-30', reason: 'It works.' },
    })
    const decided = { ...group, count: 1, atStake: { amount: '24000.00', currency: 'EUR' } }
    expect([await totals(asked), await totals(`${asked}&decided=yes`)]).toEqual([[decided], [decided]])
    const filter = renewalFilter({ ...quarter, isDecided: false })
    expect((await records.list('contract', { filter })).rows.map(({ id }) => id)).toEqual([one])
    expect((await get('/renewals/totals')).statusCode).toBe(400)
    for (const id of [one, other]) await records.archive('contract', id)
    expect(await totals(asked)).toEqual([])
  })
})

describe('what happens on its own', () => {
  const inbox = () =>
    db.query<{ title: string; text: string }>({
      text: `select title, text from notification where kind = 'deadline' order by at, title`,
    })

  it('reminds the owner at each step once, and anew when the day moves', async () => {
    const id = await inForce({ name: 'Lines between all sites', leadCount: 0 })
    expect([await remindOwners(kernel), await remindOwners(kernel)]).toEqual([1, 0])
    expect(await inbox()).toEqual([
      {
        title: 'Decide about “Lines between all sites” by 31 March 2026, in 29 days',
        text: 'Its term ends on 30 June 2026, and it renews by itself unless notice is given. What is decided has to be sent by 31 March 2026.',
      },
    ])
    clock.set('2026-03-17T05:20:00.000Z')
    expect([await remindOwners(kernel), await remindOwners(kernel)]).toEqual([1, 0])
    await records.update('contract', id, { leadCount: 14 })
    // Now it is today: the steps start anew for the new day.
    expect([await remindOwners(kernel), await remindOwners(kernel)]).toEqual([1, 0])
    expect((await inbox()).at(-1)?.title).toBe('Decide about “Lines between all sites” today')
    await records.create('contract_event', {
      ...{ contract: id, kind: 'decision', subject: 'Exit', happenedOn: '2026-03-17', decision: 'exit' },
      ...{ decidedEnd: '2026-06-30', reason: 'Two lines are enough.' },
    })
    await records.update('contract', id, { leadCount: 10 })
    expect(await remindOwners(kernel)).toBe(0)
    clock.set('2026-03-02T09:00:00.000Z')
  })

  it('ends a contract whose last day has passed, and leaves those that renew', async () => {
    const [leaving, renewing] = [await inForce(), await inForce()]
    await records.create('contract_event', {
      ...{ contract: leaving, kind: 'notice', subject: 'Notice', happenedOn: '2026-03-02', givenBy: 'us' },
    })
    clock.set('2026-07-01T00:05:00.000Z')
    await keepAllDates(kernel)
    expect(await endContracts(kernel)).toBe(1)
    const states = await Promise.all([leaving, renewing].map(async (id) => (await records.get('contract', id)).state))
    expect(states).toEqual(['ended', 'in_force'])
    clock.set('2026-03-02T09:00:00.000Z')
    await keepAllDates(kernel)
  })
})
