import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { nobody } from '../access/who.ts'
import { compileFormula } from './formula-sql.ts'

const { app, kernel, db } = await testApplication()
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const usual = ['person.read', 'person.write', 'history.read', 'export.run'] as const
const reader = await createCaller(kernel, { name: 'Reader', permissions: usual })
const all = kernel.store.as({ ...nobody, account: boss.account, name: boss.name, permissions: new Set(['*']) })
const send = (method: 'GET' | 'POST', url: string, payload?: object, who: { token: string } = boss) =>
  app.inject({ method, url: `/api/v1${url}`, headers: { authorization: `Bearer ${who.token}` }, payload })
const add = async (given: object): Promise<string> => {
  const answer = await send('POST', '/added-fields', { recordType: 'person', ...given })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ handle: string }>().handle
}
const of = (label: string, formula: string, more: object = {}) => add({ label, kind: 'computed', formula, ...more })

const seats = await add({ label: 'Seats', kind: 'int' })
const price = await add({ label: 'Price', kind: 'decimal' })
const cost = await add({ label: 'Cost', kind: 'money' })
const hours = await add({ label: 'Hours', kind: 'duration' })
const ended = await add({ label: 'Ended', kind: 'date' })
const isOn = await add({ label: 'On', kind: 'bool' })
const words = await add({ label: 'Words', kind: 'text' })
const row = {
  [seats]: 4,
  [price]: '12.50',
  [cost]: { amount: '99.90', currency: 'EUR' },
  [hours]: 5400,
  [ended]: '2027-02-27',
  [isOn]: true,
  [words]: "it's t.id",
}

test.each([
  ['xSeats * xPrice', '50.00'],
  ['xCost * 2', '199.80'],
  ['xHours', '1.50'],
  [Array.from({ length: 500 }, () => '1').join('+'), '500.00'],
  ['xSeats / 0', null],
  ['xSeats / 3', '1.33'],
  ['-xSeats + 1', '-3.00'],
  ['xEnded + 2', '2027-03-01'],
  ['xEnded - startsOn', '58.00'],
  ['xEnded - leavesOn', null],
  ['if(xOn and xSeats > 3, "many " & xSeats, "few")', 'many 4'],
  ['if(leavesOn > today, "leaves", "stays")', 'stays'],
  ['isEmpty(leavesOn)', true],
  ['not xOn or xSeats = 4', true],
  ['max(xSeats, xPrice, 3)', '12.50'],
  ['first(leavesOn, xEnded)', '2027-02-27'],
  ['upper(name) & ", " & xWords', "ADA, it's t.id"],
  ['"t.id " & length(name)', 't.id 3'],
  ['contains(name, "AD")', true],
  ['year(xEnded) * 100 + month(xEnded)', '202702.00'],
  ['round(xPrice / 3, 1)', '4.20'],
  ['kind & ""', 'employee'],
  ['leavesOn & ""', null],
  ['xSeats * 1000000000000000 * 1000000000000', '4000000000000000000000000000.00'],
])('%s is %j', async (formula, result) => {
  const handle = await of(`Result of ${formula}`.slice(0, 60), formula)
  const made = await all.create('person', { name: 'Ada', startsOn: '2026-12-31', ...row })
  expect((await all.get('person', made.id))[handle]).toEqual(result)
})

test('what is worked out is listed, filtered, sorted, exported, and set by nobody', async () => {
  const total = await of('Total', 'xSeats * xPrice', { digits: 0, panel: 'Money' })
  const made = []
  for (const many of [3, 1, 2])
    made.push(await all.create('person', { name: `Total ${many}`, [seats]: many, [price]: '10' }))
  const filter = { name: { startsWith: 'Total ' } }
  const listed = await all.list('person', { filter, sort: total, columns: ['name', total] })
  expect(listed.rows.map((one) => [one.name, one[total]])).toEqual([
    ['Total 1', 10],
    ['Total 2', 20],
    ['Total 3', 30],
  ])
  const large = await all.list('person', { filter: { ...filter, [total]: { gt: 15 } }, sort: `-${total}`, limit: 1 })
  expect([large.rows[0]?.name, large.next === null]).toEqual(['Total 3', false])
  const rest = await all.list('person', {
    filter: { ...filter, [total]: { gt: 15 } },
    sort: `-${total}`,
    limit: 1,
    after: large.next ?? '',
  })
  expect(rest.rows.map((one) => one.name)).toEqual(['Total 2'])
  const file = await send(
    'GET',
    `/people/export?format=csv&columns=name,${total}&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  expect(file.body).toContain('Total 3,30')
  expect((await send('POST', '/people', { name: 'Set', [total]: 7 })).statusCode).toBe(422)
  const today = new Date().toISOString().slice(0, 10)
  expect((await all.get('person', made[0]?.id ?? '', { asOf: today }))[total]).toBe(30)
})

test('whoever may not see a field sees nothing that is worked out from it', async () => {
  const pay = await add({ label: 'Pay', kind: 'int', isSeenByFew: true })
  const yearly = await of('Yearly pay', `${pay} * 12`)
  const { id } = await all.create('person', { name: 'Paid', [pay]: 4321 })
  expect((await all.get('person', id))[yearly]).toBe('51852.00')
  expect((await send('GET', `/people/${id}`, undefined, reader)).body).not.toContain('51852')
  expect((await send('GET', `/people?sort=${yearly}`, undefined, reader)).statusCode).toBe(400)
  const answer = await send('POST', '/added-fields', {
    recordType: 'person',
    label: 'Again',
    kind: 'computed',
    formula: `${pay} + 1`,
    isSeenByFew: true,
  })
  expect(answer.json()).toMatchObject({ problems: [{ field: 'isSeenByFew' }] })
})

test('a formula that can’t be is refused with where', async () => {
  const answer = await send('POST', '/added-fields', {
    recordType: 'person',
    label: 'X',
    kind: 'computed',
    formula: 'name * 2',
  })
  expect([answer.statusCode, answer.json().problems]).toEqual([
    422,
    [{ field: 'formula', says: 'Here a number is needed, and this is a text. (character 1)' }],
  ])
})

test('whatever goes together is worked out for every row without a fault', async () => {
  const record = kernel.registry.record('person')
  const number = fc.letrec<{ n: string; d: string; t: string; y: string }>((tie) => ({
    n: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(seats, price, cost, hours, '0', '1.5', '1000000'),
      fc.tuple(tie('n'), fc.constantFrom('+', '-', '*', '/'), tie('n')).map(([a, by, b]) => `(${a} ${by} ${b})`),
      fc.tuple(tie('d'), tie('d')).map(([a, b]) => `(${a} - ${b})`),
      tie('n').map((one) => `round(${one}, 3)`),
      fc.tuple(tie('y'), tie('n'), tie('n')).map(([a, b, c]) => `if(${a}, ${b}, ${c})`),
      tie('t').map((one) => `length(${one})`),
    ),
    d: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(ended, 'startsOn', 'today', 'leavesOn', 'day(createdAt)'),
      fc.tuple(tie('d'), tie('n')).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(tie('d'), tie('d')).map(([a, b]) => `max(${a}, ${b})`),
    ),
    t: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('name', words, '"t.x \' ""q"""', 'state'),
      fc.tuple(tie('t'), fc.oneof(tie('n'), tie('d'), tie('y'))).map(([a, b]) => `(${a} & ${b})`),
    ),
    y: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(isOn, 'true', `isEmpty(${ended})`),
      fc.tuple(tie('n'), fc.constantFrom('<', '=', '>='), tie('n')).map(([a, by, b]) => `(${a} ${by} ${b})`),
      fc.tuple(tie('y'), fc.constantFrom('and', 'or'), tie('y')).map(([a, by, b]) => `(${a} ${by} not ${b})`),
    ),
  }))
  const { n, d, t, y } = number
  await fc.assert(
    fc.asyncProperty(fc.oneof(n, d, t, y), async (formula) => {
      if (formula.length > 1000) return
      const { sql } = compileFormula(formula, record)
      const rows = await db.query(`select ${sql} as result from person t`)
      expect(rows.length).toBeGreaterThan(3)
    }),
    { numRuns: 300 },
  )
})
