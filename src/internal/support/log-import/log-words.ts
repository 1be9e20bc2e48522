import type { Level, Priority } from '../tickets/priority.ts'
import type { resolutionCodes } from '../tickets/resolution.ts'

/** What a ticket waits for, in the words that pending reasons have. */
export type Waiting = 'requester' | 'third_party' | 'change' | 'parts' | 'date' | 'problem'
/** A state of a log: one of ours, and why it waits where the word says so. */
export interface LogState {
  readonly state: 'new' | 'awaiting_approval' | 'in_progress' | 'pending' | 'resolved' | 'closed' | 'cancelled'
  readonly waits?: { readonly name: string; readonly for: Waiting }
}

const pending = (name: string, waitsFor: Waiting): LogState => ({ state: 'pending', waits: { name, for: waitsFor } })
const states: Readonly<Record<string, LogState>> = {
  new: { state: 'new' },
  '1': { state: 'new' },
  open: { state: 'new' },
  active: { state: 'in_progress' },
  '2': { state: 'in_progress' },
  assigned: { state: 'in_progress' },
  'in progress': { state: 'in_progress' },
  'work in progress': { state: 'in_progress' },
  wip: { state: 'in_progress' },
  reopened: { state: 'in_progress' },
  'on hold': { state: 'pending' },
  pending: { state: 'pending' },
  '3': { state: 'pending' },
  'awaiting problem': pending('Awaiting Problem', 'problem'),
  'awaiting user info': pending('Awaiting User Info', 'requester'),
  'awaiting caller': pending('Awaiting Caller', 'requester'),
  'awaiting caller info': pending('Awaiting Caller', 'requester'),
  'awaiting customer': pending('Awaiting Caller', 'requester'),
  'pending customer': pending('Awaiting Caller', 'requester'),
  'pending caller': pending('Awaiting Caller', 'requester'),
  'pending user': pending('Awaiting User Info', 'requester'),
  'pending user info': pending('Awaiting User Info', 'requester'),
  'pending vendor': pending('Awaiting Vendor', 'third_party'),
  'pending change': pending('Awaiting Change', 'change'),
  'awaiting evidence': pending('Awaiting Evidence', 'requester'),
  'awaiting vendor': pending('Awaiting Vendor', 'third_party'),
  'awaiting change': pending('Awaiting Change', 'change'),
  'awaiting parts': pending('Awaiting Parts', 'parts'),
  'awaiting approval': { state: 'awaiting_approval' },
  resolved: { state: 'resolved' },
  '6': { state: 'resolved' },
  closed: { state: 'closed' },
  '7': { state: 'closed' },
  'closed complete': { state: 'closed' },
  'closed incomplete': { state: 'closed' },
  'closed skipped': { state: 'cancelled' },
  canceled: { state: 'cancelled' },
  cancelled: { state: 'cancelled' },
  '8': { state: 'cancelled' },
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
/** `2 - Medium` without its number. */
const word = (text: string): string => plain(text).replace(/^\d+\s*[-–:.]\s*/, '')

/** The state of ours that a log's word means; undefined for one that isn't known, which is never guessed. */
export const stateOf = (text: string): LogState | undefined => states[plain(text)] ?? states[word(text)]

const levelWords: Readonly<Record<string, Level>> = {
  ...{ high: 'high', medium: 'medium', low: 'low' },
  ...{ '1': 'high', '2': 'medium', '3': 'low' },
}
export const levelOf = (text: string): Level | undefined => levelWords[word(text)]

const priorityNames: Readonly<Record<string, Priority>> = {
  ...{ critical: 'critical', high: 'high', moderate: 'moderate', medium: 'moderate', low: 'low', planning: 'low' },
  ...{ '1': 'critical', '2': 'high', '3': 'moderate', '4': 'low', '5': 'low' },
}
export const priorityIn = (text: string): Priority | undefined => priorityNames[word(text)]

const sources: Readonly<Record<string, string>> = {
  ...{ phone: 'phone', ivr: 'phone', email: 'mail', 'e-mail': 'mail', mail: 'mail', 'self service': 'portal' },
  ...{ 'self-service': 'portal', portal: 'portal', 'walk-in': 'walk_in', 'walk in': 'walk_in' },
  ...{ monitoring: 'monitoring', event: 'monitoring', alert: 'monitoring', api: 'api' },
}
/** By which way it came; 'log' where the log's word is none of ours. */
export const sourceOf = (text: string): string => sources[plain(text)] ?? 'log'

const codes: Readonly<Record<string, (typeof resolutionCodes)[number]>> = {
  ...{ solved: 'solved', 'solved (permanently)': 'solved', 'solution provided': 'solved' },
  ...{ 'solved (work around)': 'workaround', 'solved (workaround)': 'workaround', 'workaround provided': 'workaround' },
  ...{ 'not solved (not reproducible)': 'not_reproducible', 'closed/resolved by caller': 'by_requester' },
  ...{ 'resolved by caller': 'by_requester', duplicate: 'duplicate', 'no resolution provided': 'not_answered' },
}
/** How it ended, where the log's code is one of those that every such system has; others keep to themselves. */
export const resolutionCodeOf = (text: string): string | null => codes[plain(text)] ?? null

/** TRUE and FALSE in the ways they are written. */
export function truthOf(text: string): boolean | undefined {
  if (['true', 'yes', '1'].includes(plain(text))) return true
  return ['false', 'no', '0'].includes(plain(text)) ? false : undefined
}
