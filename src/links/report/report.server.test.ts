import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { boughtLines, type Lines } from '../../../test/kit/external/bought-lines.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { system } from '../../kernel/access/who.ts'
import { settingsRow } from '../../kernel/settings/settings.server.ts'
import { addTask } from '../../kernel/traits/tasks.server.ts'
import type { ServiceReport } from '../wire.ts'

const clock = testClock('2026-10-01T08:00:00.000Z')
const { app, kernel } = await testApplication({ clock })
const records = kernel.store.asSystem('test')
let lines: Lines
let manager: string

const types = [
  ...['engagement', 'vendor', 'contract', 'ticket', 'outage', 'availability_promise', 'service_credit', 'obligation'],
  ...[
    'vendor_issue',
    'vendor_meeting',
    'improvement_plan',
    'performance_review',
    'scorecard',
    'scorecard_metric',
    'scorecard_value',
  ],
  ...['reported_figure', 'outsourced_service', 'cover_window', 'person'],
]
const send = async (method: 'GET' | 'PUT', path: string, { token = manager, body }: Sending = {}) => {
  const answer = await app.inject({
    ...{ method, url: `/api/v1/engagements/${lines.engagement.id}/${path}` },
    headers: { authorization: `Bearer ${token}` },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, report: answer.json<ServiceReport>(), body: answer.body }
}
interface Sending {
  readonly token?: string
  readonly body?: object
}
const figure = (report: ServiceReport, fact: string) => report.figures.find((one) => one.fact === fact)

beforeAll(async () => {
  lines = await boughtLines(kernel, clock)
  const [vendor] = [lines.engagement['vendor'] as { readonly id: string }]
  const of = { vendor: vendor.id, engagement: lines.engagement.id }
  const { id: owner } = await createWorld(kernel).another('person', { name: 'Olga' })
  await records.create('vendor_issue', { ...of, title: 'Reports come late', dueOn: '2026-11-30', owner })
  const settled = await records.create('vendor_issue', { ...of, title: 'Settled long ago', outcome: 'Paid' })
  await records.move('vendor_issue', settled.id, 'settle')
  const plan = await records.create('improvement_plan', {
    ...{ ...of, title: 'Fewer gaps', goal: 'None in a month', startsOn: '2026-10-01', endsOn: '2027-03-31' },
  })
  await records.move('improvement_plan', plan.id, 'agree')
  const review = await records.create('performance_review', {
    ...{ vendor: vendor.id, name: 'Yearly review', dueOn: '2026-10-05' },
  })
  for (const task of [
    { title: 'Ask for the log', dueOn: '2026-11-01' },
    { title: 'Done long ago', dueOn: '2026-10-02', isDone: true },
  ])
    await addTask(kernel, system('test'), { id: review.id, task })
  await records.create('vendor_meeting', { ...of, title: 'Service review', startsAt: '2026-10-14T09:00:00.000Z' })
  await records.create('vendor_meeting', { vendor: vendor.id, title: 'Talk', startsAt: '2026-10-31T22:30:00.000Z' })
  await records.create('vendor_meeting', { vendor: vendor.id, title: 'Too late', startsAt: '2026-10-31T23:30:00.000Z' })
  await records.create('obligation', {
    ...{ contract: lines.contract.id, what: 'Send the report of the month', side: 'theirs', trigger: 'event' },
    ...{ inCase: 'A month is over', withinCount: 10, withinUnit: 'days', lastMetOn: '2026-10-08' },
  })
  clock.set('2026-11-05T08:00:00.000Z')
  const permissions = [...types.map((type) => `${type}.read`), 'reported_figure.write', 'reported_figure.archive']
  manager = (await createCaller(kernel, { permissions })).token
})

describe('the report of a month', () => {
  it('puts together what the rows say, each figure with what it rests on', async () => {
    const { status, report, body } = await send('GET', 'report?period=2026-10')
    expect(status, body).toBe(200)
    expect(report).toMatchObject({
      ...{ says: 'October 2026', previous: '2026-09', next: '2026-11', isOver: true, mayReport: true },
      engagement: { title: 'Upkeep of the lines' },
    })
    expect(figure(report, 'breach_minutes')).toMatchObject({ value: '210', theirs: null, difference: null })
    expect(figure(report, 'availability')).toMatchObject({ value: '99.775684', before: '100.000000' })
    const [late, inTime] = figure(report, 'tickets_in_time')?.evidence ?? []
    expect(late).toMatchObject({ says: 'Late', count: 2, rows: [{ note: 'by 2 h 30 min' }, { note: 'by 2 h' }] })
    expect(inTime?.rows.map(({ id }) => id)).toEqual([lines.tickets[0]?.id])
  })

  it('lists what else belongs to the month, to the hour of our own time zone', async () => {
    const { report } = await send('GET', 'report?period=2026-10')
    const section = (title: string) => report.sections.find((one) => one.title === title)?.rows
    expect(section('Meetings')?.map(({ title }) => title)).toEqual(['Service review', 'Talk'])
    expect(section('Met in this period')).toMatchObject([{ note: 'Theirs, met on 8 Oct 2026' }])
    expect(section('Claims')).toMatchObject([{ note: '€100.00, draft' }])
  })

  it('lists what is open now: issues, running plans, and tasks of reviews and meetings, what is late first', async () => {
    const { report } = await send('GET', 'report?period=2026-10')
    expect(
      report.actions.map(({ kind, title, about, owner, dueOn, isLate }) => ({
        kind,
        title,
        about,
        owner,
        dueOn,
        isLate,
      })),
    ).toEqual([
      {
        kind: 'Task',
        title: 'Ask for the log',
        about: 'Yearly review',
        owner: null,
        dueOn: '2026-11-01',
        isLate: true,
      },
      { kind: 'Issue', title: 'Reports come late', about: null, owner: 'Olga', dueOn: '2026-11-30', isLate: false },
      { kind: 'Improvement plan', title: 'Fewer gaps', about: null, owner: null, dueOn: '2027-03-31', isLate: false },
    ])
    expect(report.actions[0]).toMatchObject({ type: 'performance_review' })
  })

  it('is a file to send, too, with the same words', async () => {
    const answer = await app.inject({
      url: `/api/v1/engagements/${lines.engagement.id}/report/pdf?period=2026-10`,
      headers: { authorization: `Bearer ${manager}` },
    })
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' })
    expect(answer.headers['content-disposition']).toMatch('Service report 2026-10')
    const read = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), { mergePages: true })
    const words = read.text.replaceAll(/\s+/g, ' ')
    expect(words).toMatch('Service report, October 2026')
    expect(words).toMatch('Task: Ask for the log (Yearly review)')
    expect(words).toMatch('late, was due on 1 Nov 2026')
    expect(words).toMatch('Availability: 99.775684 %')
    const nobody = await createCaller(kernel, { permissions: ['scorecard_value.read'] })
    expect((await send('GET', 'report/pdf?period=2026-10', nobody)).status).toBe(404)
  })

  it('steps no further than the month that has begun', async () => {
    const { report } = await send('GET', 'report?period=2026-11')
    expect(report).toMatchObject({ isOver: false, next: null, previous: '2026-10' })
  })

  it('says what is wrong with a period', async () => {
    const { status, body } = await send('GET', 'report?period=2026-13')
    expect(status).toBe(422)
    expect(body).toMatch('is no period')
  })

  it('names no rows that the reader may not see, and not the engagement to who may not see that', async () => {
    const few = await createCaller(kernel, { permissions: ['engagement.read', 'scorecard_value.read'] })
    const { report } = await send('GET', 'report?period=2026-10', few)
    expect(figure(report, 'tickets_in_time')?.evidence).toMatchObject([
      { count: 2, rows: [] },
      { count: 1, rows: [] },
    ])
    expect(report.sections).toEqual([])
    expect(report.mayReport).toBe(false)
    const nobody = await createCaller(kernel, { permissions: ['scorecard_value.read'] })
    expect((await send('GET', 'report?period=2026-10', nobody)).status).toBe(404)
    const noScores = await createCaller(kernel, { permissions: ['engagement.read'] })
    expect((await send('GET', 'report?period=2026-10', noScores)).status).toBe(403)
  })
})

describe('what the vendor reports', () => {
  const keep = (figures: readonly object[], token = manager) =>
    send('PUT', 'reported', { token, body: { period: '2026-10', figures } })

  it('stands beside ours, with the difference in words', async () => {
    const { status, report, body } = await keep([
      { fact: 'availability', value: '99.95', says: 'Page 2' },
      { fact: 'tickets', value: '3' },
      { fact: 'cost', value: null },
    ])
    expect(status, body).toBe(200)
    expect(figure(report, 'availability')).toMatchObject({
      theirs: { value: '99.95', says: 'Page 2' },
      difference: {
        ...{
          says: 'They say 0.174316 points more, beyond the 0.01 points that counting differently makes.',
          isBeyond: true,
        },
      },
    })
    expect(figure(report, 'tickets')?.difference).toEqual({ says: 'They say the same.', isBeyond: false })
    expect(figure(report, 'cost')?.theirs).toBeNull()
  })

  it('is let pass as far as is set for that figure', async () => {
    const { id, version } = await settingsRow(kernel, kernel.registry.record('figure_settings'))
    const changed = await records.update('figure_settings', id, { availability: '0.2' }, { version })
    expect(figure((await send('GET', 'report?period=2026-10')).report, 'availability')?.difference).toEqual({
      ...{
        says: 'They say 0.174316 points more, within the 0.2 points that counting differently makes.',
        isBeyond: false,
      },
    })
    await records.update('figure_settings', id, { availability: '0.01' }, { version: changed.version })
  })

  it('is corrected and taken away in the same form, and written only where it differs', async () => {
    const versionOf = async (fact: string) =>
      (await records.list('reported_figure', { filter: { fact }, archived: 'with' })).rows[0]?.version
    const before = await versionOf('tickets')
    await keep([
      { fact: 'availability', value: null },
      { fact: 'tickets', value: '3' },
    ])
    const { report } = await send('GET', 'report?period=2026-10')
    expect(figure(report, 'availability')?.theirs).toBeNull()
    expect(await versionOf('tickets')).toBe(before)
    const { report: again } = await keep([{ fact: 'availability', value: '99.8' }])
    expect(figure(again, 'availability')?.theirs).toEqual({ value: '99.8', says: null })
    expect((await records.list('reported_figure', { archived: 'with' })).rows).toHaveLength(2)
  })

  it('is refused without a number, and from who may not enter it', async () => {
    expect((await keep([{ fact: 'tickets', value: 'many' }])).status).toBe(422)
    const { token } = await createCaller(kernel, { permissions: ['engagement.read', 'reported_figure.read'] })
    expect((await keep([{ fact: 'tickets', value: '4' }], token)).status).toBe(403)
  })
})
