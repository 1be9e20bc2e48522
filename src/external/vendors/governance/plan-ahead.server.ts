import { OrganisationSettings } from '../../../foundation/organisation/index.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { type MeetingCadence, nextMeeting, seriesStart } from './next-meeting.ts'
import { nextReview, type Tier } from './review-due.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'registry' | 'sealer'>
const planner = 'plans ahead'

/**
 * Sees to it that an active vendor has its next review planned: one, due by its tier. `anew` moves one that is planned
 * already, for after the tier has changed. Resolves to whether something was written.
 */
export async function planReview({ store }: Needs, vendor: string, { anew = false } = {}): Promise<boolean> {
  const records = store.asSystem(planner)
  const row = await records.get('vendor', vendor)
  const since = row['activeSince']
  if (row.state !== 'active' || row.archivedAt !== null || typeof since !== 'string') return false
  const own = { vendor, engagement: null }
  const { rows: over } = await records.list('performance_review', {
    filter: { ...own, state: ['held', 'skipped'] },
    sort: '-dueOn',
    limit: 1,
  })
  const { rows: planned } = await records.list('performance_review', {
    filter: { ...own, state: 'planned' },
    sort: 'dueOn',
    limit: 1,
  })
  const { dueOn, says } = nextReview({ tier: row['tier'] as Tier, since, last: lastOf(over[0]) })
  const [there] = planned
  if (there) {
    if (!anew || there['dueOn'] === dueOn) return false
    await records.update('performance_review', there.id, { dueOn, name: nameOf(dueOn) }, { reason: says })
    return true
  }
  const reviewer = idsOf(row['owner'])[0] ?? null
  await records.create('performance_review', { vendor, name: nameOf(dueOn), dueOn, reviewer }, { reason: says })
  return true
}

const nameOf = (dueOn: string): string => `Review of ${dueOn.slice(0, 7)}`

/** When the last review was held, or was due where it was skipped. */
function lastOf(row: Row | undefined): string | null {
  const day = row?.['heldOn'] ?? row?.['dueOn']
  return typeof day === 'string' ? day : null
}

/** Plans the meeting that comes after one of a series, unless a later one is planned already. Resolves to whether it did. */
export async function planMeeting(kernel: Needs, meeting: string): Promise<boolean> {
  const records = kernel.store.asSystem(planner)
  const row = await records.get('vendor_meeting', meeting)
  const startsAt = String(row['startsAt'])
  const timeZone = String(row['timeZone'] ?? (await settingsOf(kernel, OrganisationSettings)).timeZone)
  const said = typeof row['seriesFrom'] === 'string' ? row['seriesFrom'] : null
  const seriesFrom = seriesStart({ startsAt, seriesFrom: said, timeZone })
  const cadence = row['cadence'] as MeetingCadence
  const next = nextMeeting({ cadence, startsAt, seriesFrom, timeZone })
  if (next === null) return false
  const [vendor] = idsOf(row['vendor'])
  const series = { vendor, title: row['title'], cadence }
  const { rows } = await records.list('vendor_meeting', {
    filter: { ...series, startsAt: { gt: startsAt }, state: 'planned' },
    limit: 1,
  })
  if (rows.length > 0) return false
  await records.create(
    'vendor_meeting',
    {
      ...{ ...series, kind: row['kind'], duration: row['duration'], agenda: row['agenda'] },
      ...{ startsAt: next, seriesFrom, timeZone: row['timeZone'] },
      engagement: idsOf(row['engagement'])[0] ?? null,
      host: idsOf(row['host'])[0] ?? null,
      attendees: idsOf(row['attendees']),
      contacts: idsOf(row['contacts']),
    },
    { reason: 'The next of its series.' },
  )
  return true
}
