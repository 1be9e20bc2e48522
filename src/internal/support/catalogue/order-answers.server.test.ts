import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { roles } from '../../../foundation/roles.ts'
import { cleanUpFiles } from '../../../kernel/files/clean-up.server.ts'

const clock = testClock()
const { kernel, app, db } = await testApplication({ clock })
const world = createWorld(kernel)
const desk = kernel.store.asSystem('test')

type Caller = Awaited<ReturnType<typeof createCaller>>
const everyday = roles.find(({ name }) => name === 'employee')?.permissions ?? []
let asker: Caller
let stranger: Caller

beforeAll(async () => {
  const manager = (await world.another('person', { name: 'Priya Nair' })).id
  const self = (await world.another('person', { name: 'Ada Kern', manager })).id
  await createCaller(kernel, { name: 'Priya Nair', permissions: everyday, self: manager })
  asker = await createCaller(kernel, { name: 'Ada Kern', permissions: everyday, self })
  stranger = await createCaller(kernel, { permissions: everyday, self: (await world.another('person')).id })
})

const send = (who: Caller, method: 'GET' | 'POST' | 'PATCH', at: string, body?: object, headers = {}) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { authorization: `Bearer ${who.token}`, ...headers },
    ...(body && { payload: body }),
  })
const order = (item: string, answers: object, who = asker) =>
  send(who, 'POST', `/catalogue-items/${item}/order`, { answers })

describe('a question for files', () => {
  let item = ''
  beforeAll(async () => {
    const questions = [{ key: 'quote', kind: 'file', asks: 'The quote', isRequired: true }]
    const row = await desk.create('catalogue_item', {
      ...{ name: 'A thing by quote', summary: 'What the quote says.' },
      form: { sections: [{ title: 'It', questions }] },
    })
    await desk.move('catalogue_item', row.id, 'offer')
    item = row.id
  })
  const sendAhead = async (who: Caller, name: string) => {
    const payload = `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\nIt costs 12.\r\n--b--\r\n`
    const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/files', headers, payload })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ files: [{ id: string; name: string }] }>().files[0]
  }
  const saying = async (answers: object, who = asker) => {
    const before = await desk.count('ticket')
    const refused = await order(item, answers, who)
    expect(refused.statusCode, refused.body).toBe(422)
    expect(await desk.count('ticket')).toEqual(before)
    return refused.json().problems[0]
  }

  it('takes no name for a file, no file of somebody else, and none that isn’t there: nothing is made then', async () => {
    expect(await saying({})).toEqual({ field: 'quote', says: 'Add a file.' })
    expect(await saying({ quote: ['quote.txt'] })).toEqual({ field: 'quote', says: 'Choose files that were sent.' })
    const gone = { field: 'quote', says: 'A file isn’t there any more. Choose it again.' }
    expect(await saying({ quote: [{ id: clock.id(), name: 'quote.txt' }] })).toEqual(gone)
    const foreign = await sendAhead(stranger, 'theirs.txt')
    expect(await saying({ quote: [foreign] })).toEqual(gone)
    expect((await order(item, { quote: [foreign] }, stranger)).statusCode).toBe(201)
  })

  it('hangs them on the request with the order, under their own names, and each once', async () => {
    const file = await sendAhead(asker, 'quote.txt')
    const made = await order(item, { quote: [{ ...file, name: 'forged.txt' }] })
    expect(made.statusCode, made.body).toBe(201)
    const { files } = (await send(asker, 'GET', `/records/${made.json().id}/files`)).json()
    expect(files).toMatchObject([{ id: file.id, name: 'quote.txt', by: { name: 'Ada Kern' } }])
    expect((await send(asker, 'GET', `/files/${file.id}`)).body).toBe('It costs 12.')
    expect((await desk.get('ticket', made.json().id))['answers']).toMatchObject([{ says: 'quote.txt' }])
    expect((await saying({ quote: [file] })).field).toBe('quote')
    expect(await db.query('select 1 from waiting_file')).toEqual([])
  })

  it('lets go of what nobody ordered with after a day', async () => {
    const file = await sendAhead(asker, 'late.txt')
    await db.query({ text: `update waiting_file set at = at - interval '25 hours' where id = $1`, values: [file.id] })
    await cleanUpFiles(kernel)
    expect((await saying({ quote: [file] })).says).toContain('Choose it again')
  })
})

describe('a bundle about somebody', () => {
  it('says in each of its parts whom it is about, to whoever approves it, too', async () => {
    const who = (await world.another('person', { name: 'Nia New' })).id
    const part = await desk.create('catalogue_item', { name: 'A lamp', summary: 'Light.', approval: 'manager' })
    const bundle = await desk.create('catalogue_item', {
      ...{ name: 'A room', summary: 'Where one works.', kind: 'bundle', items: [part.id] },
      form: { sections: [{ title: 'It', questions: [{ key: 'who', kind: 'person', asks: 'Who moves in?' }] }] },
    })
    for (const { id } of [part, bundle]) await desk.move('catalogue_item', id, 'offer')
    const made = await order(bundle.id, { who, with0: true })
    expect(made.json(), made.body).toMatchObject({ title: 'A room: Nia New' })
    const [lamp] = (await desk.list('ticket', { filter: { parent: made.json().id }, sort: 'number' })).rows
    expect(lamp).toMatchObject({ title: 'A lamp: Nia New', description: '**Who moves in?**\nNia New' })
    const { approvals } = (await send(asker, 'GET', `/records/${lamp?.id}/approvals`)).json()
    expect(approvals).toMatchObject([{ title: 'A lamp: Nia New' }])
  })
})

describe('what it costs', () => {
  it('is what was answered where that is asked, and decides whether the owner approves, too', async () => {
    const owner = (await world.another('person', { name: 'Olga Owner' })).id
    await createCaller(kernel, { name: 'Olga Owner', permissions: everyday, self: owner })
    const service = (await world.another('service', { owner })).id
    const eur = (amount: string) => ({ amount, currency: 'EUR' })
    const row = await desk.create('catalogue_item', {
      ...{
        name: 'A course',
        summary: 'Something to learn.',
        service,
        approval: 'amount',
        approvalLimit: eur('500.00'),
      },
      form: {
        sections: [
          { title: 'It', questions: [{ key: 'price', kind: 'money', asks: 'What does it cost?', isCost: true }] },
        ],
      },
    })
    await desk.move('catalogue_item', row.id, 'offer')
    const stepsAt = async (amount: string) => {
      const made = await order(row.id, { price: eur(amount) })
      expect((await desk.get('ticket', made.json().id))['cost']).toEqual(eur(amount))
      const { approvals } = (await send(asker, 'GET', `/records/${made.json().id}/approvals`)).json()
      return approvals[0].steps.map(({ label }: { label: string }) => label)
    }
    expect(await stepsAt('500.00')).toEqual(['Manager'])
    expect(await stepsAt('500.01')).toEqual(['Manager', 'Owner of the service'])
  })
})
