import type { Chance } from '../../../foundation/chance.ts'
import type { DemoContext } from '../../../foundation/demo.server.ts'
import { addDays } from '../../../kernel/calendar/calendar.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { nextReview } from '../governance/review-due.ts'
import { nextMeeting } from '../governance/next-meeting.ts'
import { periodAt, shiftPeriod } from '../scorecards/period.ts'
import { cards } from './cards.ts'
import { letters, troubles } from './stories.ts'
import type { Metrics, People, WrittenVendor } from './written.ts'

interface Writing {
  readonly chance: Chance
  readonly people: People
  readonly vendors: readonly WrittenVendor[]
  readonly metrics: Metrics
}

/** How vendors did, and what was said and agreed about it. */
export async function writeGovernance(context: DemoContext, writing: Writing): Promise<void> {
  await writeValues(context, writing)
  await writeReviews(context, writing)
  await writeMeetings(context, writing)
  await writeTroubles(context, writing)
  await writeLetters(context, writing)
}

const periods = 5

/** Five quarters of values for what matters; some are not known, as in life. */
async function writeValues(
  { records, now }: DemoContext,
  { chance, people, vendors, metrics }: Writing,
): Promise<void> {
  const last = shiftPeriod(periodAt(now.toISOString().slice(0, 10), 'quarterly'), -1)
  const seeds = vendors.flatMap(({ company, engagements }) => {
    const card = cards.find((each) => each.for.includes(company.category))
    if (!card || company.tier === 'commodity') return []
    return engagements
      .filter(({ isLive }) => isLive)
      .flatMap(({ id: engagement, owner }) => {
        // How good they are: between them and the metric's best lies what each quarter brings.
        const skill = chance.next()
        return Array.from({ length: periods }, (_, back) => shiftPeriod(last, -back)).flatMap((period) =>
          card.metrics.flatMap(({ key, nature, range: [low, high, digits], bands }) => {
            if (chance.isLucky(0.06)) return []
            const isRising = (bands.at(-1)?.points ?? 0) > (bands[0]?.points ?? 0)
            const luck = Math.min(1, 0.35 * chance.next() + 0.4 * skill + 0.25)
            const value = low + (high - low) * (isRising ? luck : 1 - luck)
            const isOpinion = nature === 'opinion'
            return [
              {
                ...{ engagement, period, metric: metrics.get(`${card.key} ${key}`), value: value.toFixed(digits) },

                theirs:
                  !isOpinion && isRising && chance.isLucky(0.3) ? Math.min(high, value + 0.02).toFixed(digits) : null,
                saidBy: isOpinion ? owner : people.manager,
              },
            ]
          }),
        )
      })
  })
  allWritten('A scorecard value of the demo company', await records.createMany('scorecard_value', seeds))
}

const verdicts = {
  exceeds: 'What we asked for came early.',
  meets: 'As agreed.',
  partly: 'Late twice, and told late.',
  fails: 'Not what we pay for.',
} as const

/** Reviews that were held, and the next one of each vendor that is active. */
async function writeReviews({ records, now }: DemoContext, { chance, people, vendors }: Writing): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const seeds = vendors.flatMap(({ id: vendor, company: { tier }, state, activeSince, engagements }) => {
    if (state !== 'active' || activeSince === null) return []
    const reviewer = tier === 'strategic' ? (engagements[0]?.owner ?? people.manager) : people.manager
    const base = { vendor, reviewer }
    const made: { readonly isHeld: boolean; readonly values: Readonly<Record<string, unknown>> }[] = []
    let last: string | null = null
    for (;;) {
      const { dueOn } = nextReview({ tier, since: activeSince, last })
      const heldOn = addDays(dueOn, chance.int(-6, 12))
      const isOverdue = dueOn <= today && (heldOn > today || chance.isLucky(0.12)) && addDays(dueOn, 60) > today
      const name = `Review of ${dueOn.slice(0, 7)}`
      if (dueOn > today || isOverdue) {
        made.push({ isHeld: false, values: { ...base, name, dueOn } })
        break
      }
      const verdict = chance.pick(['exceeds', 'meets', 'meets', 'meets', 'partly', 'partly', 'fails'] as const)
      const score = { exceeds: 92, meets: 82, partly: 68, fails: 49 }[verdict] + chance.int(0, 6)
      made.push({
        isHeld: true,
        values: { ...base, name, dueOn, heldOn, verdict, score: `${score}.0`, wentWell: verdicts[verdict] },
      })
      last = heldOn
    }
    return made.slice(-4)
  })
  const ids = allWritten(
    'A review of the demo company',
    await records.createMany(
      'performance_review',
      seeds.map(({ values }) => values),
    ),
  )
  const held = ids.filter((_, place) => seeds[place]?.isHeld)
  allWritten('A review of the demo company', await records.moveMany('performance_review', held, 'hold', {}))
}

/** The meetings of strategic vendors each month, of tactical ones each quarter: two that were held, and the next. */
async function writeMeetings({ records, now }: DemoContext, { chance, people, vendors }: Writing): Promise<void> {
  const zone = 'Europe/Berlin'
  const seeds = vendors.flatMap(({ id: vendor, company: { tier, name }, state, engagements, contacts }) => {
    if (state !== 'active' || (tier !== 'strategic' && tier !== 'tactical')) return []
    const cadence = tier === 'strategic' ? ('monthly' as const) : ('quarterly' as const)
    const back = (tier === 'strategic' ? 62 : 184) + chance.int(0, 20)
    const first = weekdayBefore(addDays(now.toISOString().slice(0, 10), -back))
    const times = [`${first}T0${chance.int(7, 9)}:00:00.000Z`]
    while ((times.at(-1) ?? '') < now.toISOString())
      times.push(nextMeeting({ cadence, startsAt: times.at(-1) ?? '', seriesFrom: first, timeZone: zone }) ?? '')
    return times.map((startsAt) => ({
      isHeld: startsAt < now.toISOString(),
      values: {
        ...{ vendor, startsAt, cadence, seriesFrom: first, timeZone: zone },
        title: tier === 'strategic' ? `Service review with ${name}` : `Quarterly talk with ${name}`,
        kind: tier === 'strategic' ? 'service_review' : 'operational',
        host: engagements[0]?.owner ?? people.manager,
        attendees: [people.manager],
        contacts: ['service_manager', 'account_manager'].flatMap((role) => contacts.get(role) ?? []),
        agenda: '1. Figures of the period\n2. Open issues\n3. What comes next',
        minutes: startsAt < now.toISOString() ? chance.pick(minutes) : null,
      },
    }))
  })
  const ids = allWritten(
    'A meeting of the demo company',
    await records.createMany(
      'vendor_meeting',
      seeds.map(({ values }) => values),
    ),
  )
  const held = ids.filter((_, place) => seeds[place]?.isHeld)
  allWritten('A meeting of the demo company', await records.moveMany('vendor_meeting', held, 'hold', {}))
}

const minutes = [
  'Figures as agreed. They announce maintenance for the second weekend of next month.',
  'Two outages discussed; the report on the second is still missing and comes by Friday.',
  'New service manager introduced. She takes over the list of open issues.',
  'Prices for next year were hinted at. We asked for them in writing.',
] as const

/** Issues with some vendors, and the improvement plans that came of the worse ones. */
async function writeTroubles({ records, now }: DemoContext, { chance, people, vendors }: Writing): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const troubled = vendors.filter(({ state, company }) => state === 'active' && company.tier !== 'commodity')
  const hit = troubles.map((trouble, place) => ({ trouble, vendor: troubled[(place * 7) % troubled.length] }))
  const plans = hit.flatMap(({ trouble: { plan }, vendor }) =>
    plan && vendor
      ? [
          {
            ...plan,
            vendor: vendor.id,
            engagement: vendor.engagements[0]?.id,
            owner: vendor.engagements[0]?.owner,
            contact: vendor.contacts.get('service_manager'),
            startsOn: addDays(today, -chance.int(20, 80)),
            endsOn: addDays(today, chance.int(-5, 120)),
          },
        ]
      : [],
  )
  const planIds = allWritten(
    'An improvement plan of the demo company',
    await records.createMany('improvement_plan', plans),
  )
  allWritten(
    'An improvement plan of the demo company',
    await records.moveMany('improvement_plan', planIds.slice(1), 'agree', {}),
  )
  const planOf = (vendor: string): string | null => planIds[plans.findIndex((plan) => plan.vendor === vendor)] ?? null
  const seeds = hit.flatMap(({ trouble: { title, description, kind, severity, plan, state, outcome }, vendor }) =>
    vendor
      ? [
          {
            state,
            values: {
              ...{
                title,
                description,
                kind,
                severity,
                outcome,
                vendor: vendor.id,
                engagement: vendor.engagements[0]?.id,
              },
              owner: vendor.engagements[0]?.owner ?? people.manager,
              contact: vendor.contacts.get('service_manager') ?? vendor.contacts.get('service_desk'),
              plan: plan ? planOf(vendor.id) : null,
              dueOn: addDays(today, chance.int(-12, 45)),
            },
          },
        ]
      : [],
  )
  const ids = allWritten(
    'An issue of the demo company',
    await records.createMany(
      'vendor_issue',
      seeds.map(({ values }) => values),
    ),
  )
  for (const [state, move] of [
    ['with_vendor', 'raise'],
    ['settled', 'settle'],
    ['accepted', 'accept'],
  ] as const) {
    const moved = ids.filter((_, place) => seeds[place]?.state === state)
    allWritten('An issue of the demo company', await records.moveMany('vendor_issue', moved, move, {}))
  }
}

/** What was written and said with the closer vendors in the last months. */
async function writeLetters({ records, now }: DemoContext, { chance, people, vendors }: Writing): Promise<void> {
  const close = vendors.filter(
    ({ state, company }) => state === 'active' && (company.tier === 'strategic' || company.tier === 'tactical'),
  )
  const seeds = close.flatMap(({ id: vendor, engagements, contacts, company }) =>
    Array.from({ length: chance.int(1, 4) }, () => {
      const { subject, text, direction, way } = chance.pick(letters)
      const at = new Date(now.getTime() - chance.int(1, 150) * 86_400_000 - chance.int(0, 9) * 3_600_000)
      const contact = contacts.get('account_manager') ?? contacts.get('service_manager')
      return {
        subject,
        text: text.replace('{vendor}', company.name),
        direction,
        way,
        vendor,
        engagement: engagements[0]?.id,
        happenedAt: at.toISOString(),
        contact,
        person: people.manager,
      }
    }),
  )
  allWritten('A letter of the demo company', await records.createMany('correspondence', seeds))
}

/** The day itself, or the Friday before a weekend. */
function weekdayBefore(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0)
}
