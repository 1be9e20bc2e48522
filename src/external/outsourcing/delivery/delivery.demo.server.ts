import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { usualActivities } from './usual-activities.ts'

const day = 86_400
const office = ['mon', 'tue', 'wed', 'thu', 'fri']
const all = [...office, 'sat', 'sun']

interface Story {
  readonly engagement: string
  readonly windows: readonly Readonly<Record<string, unknown>>[]
  /** How many of the usual activities nobody took over yet, from the end of the list. */
  readonly open: number
  readonly values: Readonly<Record<string, unknown>>
  readonly exercise: {
    readonly name: string
    readonly heldDaysAgo: number
    readonly outcome: string
    readonly took: number
    readonly findings: string
  }
}
const euro = (amount: number) => ({ amount: `${amount}.00`, currency: 'EUR' })
const stories: readonly Story[] = [
  {
    engagement: 'Lines between all sites',
    windows: [{ by: 'supplier', days: all, startsAt: '00:00', endsAt: '24:00', means: 'on_call' }],
    open: 2,
    values: {
      scope: 'Routers and lines at 54 sites, watched and repaired around the clock.',
      outOfScope: 'Cables within buildings, and everything behind our own switches.',
      dataClasses: ['internal', 'confidential'],
      dataLocations: 'Germany, Denmark',
      inHouseCost: euro(690_000),
      outsourcedCost: euro(455_000),
      inHouseCapability: 2,
      outsourcedCapability: 4,
      reasons: 'Nobody of ours lays lines; three engineers on call would cost more than the difference.',
    },
    exercise: {
      ...{ name: 'Talked through with two sites', heldDaysAgo: 100, outcome: 'with_gaps', took: 3 * 3600 },
      findings: 'Nobody had the addresses of the supplier’s partners abroad.',
    },
  },
  {
    engagement: 'Access to the internet in Hamburg and Leipzig',
    windows: [
      { by: 'supplier', days: office, startsAt: '07:00', endsAt: '20:00' },
      { by: 'us', days: office, startsAt: '06:00', endsAt: '22:00', means: 'on_call' },
    ],
    open: 6,
    values: {
      scope: 'Two lines on separate paths, with protection against floods of traffic.',
      outOfScope: 'Our firewalls.',
      dataClasses: ['internal'],
      dataLocations: 'Germany',
      inHouseCost: null,
      outsourcedCost: euro(110_000),
      inHouseCapability: 1,
      outsourcedCapability: 3,
      reasons: 'There is no way to run it ourselves.',
    },
    exercise: {
      ...{ name: 'Second line switched off on a Saturday', heldDaysAgo: 70, outcome: 'failed', took: 5 * 3600 },
      findings: 'The other provider’s line was never tested under load and stood still after an hour.',
    },
  },
]

/** What suppliers run for the demo company, with the gaps that nobody has closed. */
export const deliveryPart: DemoPart = {
  name: 'outsourced services',
  needs: ['vendors'],
  create: async (context) => {
    for (const story of stories) await tell(context, story)
  },
}

async function tell(
  { records, now }: DemoContext,
  { engagement: name, windows, open, values, exercise }: Story,
): Promise<void> {
  const { rows } = await records.list('engagement', { filter: { name }, limit: 1 })
  const [engagement] = rows
  if (!engagement) throw new Error(`The demo company has no engagement '${name}'.`)
  const owner = idsOf(engagement['owner'])[0] ?? null
  const { id } = await records.create('outsourced_service', {
    ...values,
    name,
    engagement: engagement.id,
    service: idsOf(engagement['services'])[0] ?? null,
    owner,
    dataOwner: owner,
  })
  await records.move('outsourced_service', id, 'run', {})
  allWritten(
    'A cover window of the demo company',
    await records.createMany(
      'cover_window',
      windows.map((window) => ({ ...window, outsourcedService: id })),
    ),
  )
  allWritten(
    'A responsibility of the demo company',
    await records.createMany(
      'responsibility',
      usualActivities.map((activity, place) => ({
        ...activity,
        outsourcedService: id,
        ...(place < usualActivities.length - open ? takenBy(activity.area, owner) : {}),
      })),
    ),
  )
  const plan = await records.create('exit_plan', {
    name: `Way out: ${name}`,
    engagement: engagement.id,
    owner,
    trigger: 'Three months in a row below what was promised, or a change of who owns the supplier. The CIO decides.',
    target: 'The second of the last tender, on their own lines.',
    takes: 270 * day,
    exerciseAgainAfter: 3,
    dataReturn: 'Plans of lines and configurations as files; proof of deletion within 30 days.',
  })
  await records.move('exit_plan', plan.id, 'agree', {})
  const { heldDaysAgo, ...told } = exercise
  const on = new Date(now.getTime() - heldDaysAgo * day * 1000).toISOString().slice(0, 10)
  const { id: held } = await records.create('exit_exercise', {
    ...{ plan: plan.id, plannedFor: on, ledBy: owner, name: told.name },
  })
  const { outcome, took, findings } = told
  await records.move('exit_exercise', held, 'hold', { set: { heldOn: on, outcome, took, findings } })
}

const takenBy = (area: string, person: string | null) =>
  area === 'commercial' || area === 'data'
    ? { responsible: 'us', accountable: 'us', person }
    : { responsible: 'supplier', accountable: 'supplier', person }
