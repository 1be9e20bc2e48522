import { peopleSql } from '../tickets/events.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { conflict, notFound } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { openStates } from '../tickets/events.ts'
import type { KnownProblem } from './wire.ts'

interface Major {
  readonly id: string
  readonly title: string
  readonly created_at: Date
  readonly service: string | null
  readonly text: string | null
  readonly said_at: Date | null
  readonly mine: string | null
}

const mostShown = 5
const underWay = openStates.filter((state) => state !== 'awaiting_approval')

/** Major incidents that are being worked on, the newest first, with what was last said of them in public: for everybody. */
export async function knownProblems({ db }: Pick<Kernel, 'db'>, who: Who): Promise<readonly KnownProblem[]> {
  const rows = await db.query<Major>({
    text: `select t.id, t.title, t.created_at, s.name as service, c.text, c.at as said_at,
        case when $2::uuid = any(${peopleSql}) then t.id
          else (select o.id from ticket o where o.parent = t.id and $2 in (o.requester, o.requested_for) limit 1) end as mine
      from ticket t left join service s on s.id = t.service
        left join lateral (select text, at from comment where record_id = t.id and not is_internal and removed_at is null
          and not coalesce(account_id in (select id from account where self = any(${peopleSql})), false)
          order by at desc limit 1) c on true
      where t.is_major and t.state = any($1) and t.archived_at is null order by t.created_at desc limit ${mostShown}`,
    values: [underWay, who.self],
  })
  return rows.map(({ id, title, created_at, service, text, said_at, mine }) => ({
    id,
    title,
    service,
    since: created_at.toISOString(),
    says: text,
    saidAt: said_at?.toISOString() ?? null,
    mine,
  }))
}

/** Says that the caller has a known problem, too: a ticket of their own that is part of it, once. Resolves to its id. */
export async function haveItToo(kernel: Kernel, who: Who, id: string): Promise<string> {
  const { self } = who
  if (self === null) throw conflict('Your account stands for nobody: ask an administrator to tie it to your entry.')
  return kernel.store.asSystem('known problems').transaction(async (records, tx) => {
    // Two presses at once wait for each other here.
    const [major] = await tx.query<{ service: string | null; team: string | null; title: string }>({
      text: `select t.service, t.team, t.title from ticket t join record r on r.id = t.id
        where t.id = $1 and t.is_major and t.state = any($2) and t.archived_at is null for update of r`,
      values: [id, underWay],
    })
    if (!major) throw notFound('This problem')
    const known = (await knownProblems({ db: tx }, who)).find((problem) => problem.id === id)
    if (known?.mine) return known.mine
    const { title, service, team } = major
    const made = await records.create('ticket', {
      title,
      service,
      team,
      parent: id,
      requester: self,
      type: 'incident',
      source: 'portal',
    })
    await records.move('ticket', made.id, 'start')
    return made.id
  })
}
