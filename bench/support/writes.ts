import type { Shot } from '../drive.ts'
import type { MeasuredServer } from '../measured-server.ts'
import type { Agent } from './cases.ts'

/** What an agent writes by our API, and beside each the limit. */
export function writes(
  { ours, limit }: MeasuredServer,
  { self, team, inWork, reason }: Agent,
): readonly (readonly [string, Shot, Shot])[] {
  let [made, said, moved] = [0, 0, 0]
  const post = (path: string): Shot => ({ ...ours(path), method: 'POST' })
  const bare = (path: string): Shot => ({ ...limit(path), method: 'POST' })
  const create: Shot = {
    ...post('/api/v1/tickets'),
    body: () => ({
      json: {
        title: `printer stopped on floor ${made++ % 30}`,
        description: 'The printer in room 12 shows an error since this morning.',
        ...{ requester: self, team, impact: 'low', urgency: 'high' },
      },
    }),
  }
  const comment: Shot = {
    ...post('/api/v1/records/x/comments'),
    body: () => ({
      path: `/api/v1/records/${inWork[said++ % inWork.length]}/comments`,
      json: { text: 'The printer in room 12 shows an error since this morning.', isInternal: false },
    }),
  }
  // All are put on hold, then all resumed: eight clients never meet at one ticket.
  const holdOrResume: Shot = {
    ...post('/api/v1/tickets/x/moves/hold'),
    body: () => {
      const isHeld = (moved / inWork.length) % 2 < 1
      const id = inWork[moved++ % inWork.length]
      return isHeld
        ? { path: `/api/v1/tickets/${id}/moves/hold`, json: { pendingReason: reason } }
        : { path: `/api/v1/tickets/${id}/moves/resume`, json: {} }
    },
  }
  return [
    ['create by API, with promises, history and event', create, bare('/create')],
    ['answer by API', comment, bare('/comment')],
    ['put on hold and resume by API', holdOrResume, bare('/move')],
  ]
}
