import { expect, it } from 'vitest'
import type { SyncReport } from './report.ts'
import { leaversToConfirm, reportText } from './words.ts'

const nothing: SyncReport = {
  isDryRun: false,
  stopped: null,
  found: 2000,
  created: 0,
  updated: 0,
  accountsMade: 0,
  left: 0,
  back: 0,
  rolesChanged: 0,
  teamsChanged: 0,
  who: { created: [], updated: [], accountsMade: [], back: [], roles: [], teams: [] },
  leavers: [],
  problems: [],
  batch: null,
}

it('says in a sentence what a reading did, or would do', () => {
  expect(reportText(nothing)).toBe('2,000 entries read: nobody differs from what is here.')
  expect(reportText({ ...nothing, created: 1, left: 3 })).toBe('2,000 entries read: 1 new person, 3 leavers disabled.')
  expect(reportText({ ...nothing, found: 1, updated: 2, isDryRun: true })).toBe(
    '1 entry read: 2 changes – if it were read in earnest.',
  )
  expect(reportText({ ...nothing, rolesChanged: 1, teamsChanged: 2 })).toBe(
    '2,000 entries read: 1 role given or taken, 2 teams changed.',
  )
  expect(reportText({ ...nothing, stopped: 'The directory is empty.' })).toBe(
    '2,000 entries read, and nothing changed.',
  )
})

it('knows how many leavers wait to be confirmed', () => {
  expect(leaversToConfirm({ stopped: '889 of 2000 would be disabled, more than 20 %.' })).toBe(889)
  expect(leaversToConfirm({ stopped: 'The directory is empty.' })).toBeNull()
  expect(leaversToConfirm({ stopped: null })).toBeNull()
})
