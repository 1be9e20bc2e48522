import type { Who } from '../access/who.ts'
import { today } from '../clock.ts'
import { badRequest, notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'

/** Somebody decides in another's place, from one day until another. */
export interface Delegation {
  readonly id: string
  readonly from: { readonly account: string; readonly name: string }
  readonly to: { readonly account: string; readonly name: string }
  readonly fromOn: string
  readonly untilOn: string
}
type Needs = Pick<Kernel, 'db' | 'clock'>

/** The accounts in whose place somebody may decide today, themselves first. */
export async function standsFor({ db, clock }: Needs, account: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: 'select from_id as id from delegation where to_id = $1 and $2::date between from_on and until_on',
    values: [account, today(clock)],
  })
  return [account, ...rows.map(({ id }) => id)]
}

/** Who decides in the place of these accounts today. */
export async function deputiesOf({ db, clock }: Needs, accounts: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: `select d.to_id as id from delegation d join account a on a.id = d.to_id and not a.is_disabled
      where d.from_id = any($1) and $2::date between d.from_on and d.until_on`,
    values: [accounts, today(clock)],
  })
  return rows.map(({ id }) => id)
}

/** The caller's delegations, given and received, that aren't over. */
export const listDelegations = ({ db, clock }: Needs, who: Who): Promise<Delegation[]> =>
  db.query<Delegation>({
    text: `select d.id, json_build_object('account', f.id, 'name', f.name) as "from", json_build_object('account', t.id, 'name', t.name) as "to",
        d.from_on::text as "fromOn", d.until_on::text as "untilOn"
      from delegation d join account f on f.id = d.from_id join account t on t.id = d.to_id
      where (d.from_id = $1 or d.to_id = $1) and d.until_on >= $2::date order by d.from_on, d.id`,
    values: [who.account, today(clock)],
  })

/** Lets somebody, named by the record that stands for them, decide in the caller's place; resolves to its id. */
export async function delegate(
  { db, clock }: Needs,
  who: Who,
  { to, fromOn, untilOn }: { to: string; fromOn: string; untilOn: string },
): Promise<string> {
  const [other] = await db.query<{ id: string }>({
    text: 'select id from account where (self = $1 or id = $1) and not is_disabled',
    values: [to],
  })
  if (!other) throw badRequest('They can’t sign in, so they can’t decide for you. Choose somebody with an account.')
  if (other.id === who.account) throw badRequest('Choose somebody else: you decide for yourself anyway.')
  if (untilOn < fromOn) throw badRequest('The last day is before the first.')
  const id = clock.id()
  await db.query({
    text: 'insert into delegation (id, from_id, to_id, from_on, until_on) values ($1, $2, $3, $4, $5)',
    values: [id, who.account, other.id, fromOn, untilOn],
  })
  return id
}

/** Ends one of the caller's delegations. */
export async function endDelegation({ db }: Needs, who: Who, id: string): Promise<void> {
  const ended = await db.query({
    text: 'delete from delegation where id = $1 and from_id = $2 returning 1',
    values: [id, who.account],
  })
  if (ended.length === 0) throw notFound('This delegation')
}
