import type { Queue } from './queues.ts'

export const queueTitles: Readonly<Record<Queue, string>> = {
  mine: 'Mine',
  teams: 'My teams',
  unassigned: 'Unassigned',
  breaching: 'Due soon',
  waiting: 'Waiting too long',
  vendor: 'With a vendor',
  major: 'Major',
  all: 'All',
}

/** What an empty queue says: why that is, and where to look next. */
export const queueEmpty: Readonly<Record<Queue, string>> = {
  mine: 'Nothing is assigned to you. Take the next one from “Unassigned”.',
  teams: 'Your teams have no open ticket. You are in no team if you expected some: its lead adds you.',
  unassigned: 'Every open ticket has its agent.',
  breaching: 'No promise runs out in the next two hours.',
  waiting: 'Nobody has waited for us for more than a day.',
  vendor: 'No vendor has a ticket in hand. Give one to a vendor from its side.',
  major: 'There is no major incident.',
  all: 'There is no open ticket. New ones appear here by themselves.',
}
