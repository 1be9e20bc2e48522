import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import { callersOf } from '../../../kernel/access/callers.server.ts'
import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { queueMail } from '../../../kernel/mail/mail.server.ts'
import { composeWeek } from './digest.ts'
import { readFigures } from './figures.server.ts'
import { stopAddress, stopHeaders } from './stop-link.server.ts'
import { toldWeek, type ToldWeek } from './week.ts'

export interface DigestOptions {
  readonly groupsSql: string
  /** A sub-select of the time zone of the record that stands for account `a`. */
  readonly zoneSql: string
}
interface Due extends ToldWeek {
  readonly account: string
}

/** Mails the figures of the week before to those who want them and weren't told yet; resolves to how many were. */
export async function mailWeek(kernel: Kernel, { groupsSql, zoneSql }: DigestOptions): Promise<number> {
  const due = await dueAccounts(kernel, zoneSql)
  const callers = await callersOf(kernel.db, { accounts: due.map(({ account }) => account), groupsSql })
  let mailed = 0
  for (const { account, monday, from, to } of due) {
    const who = callers.find((one) => one.account === account)
    if (!who) continue
    try {
      const figures = await readFigures(kernel, who, { from, to, by: 'team', filter: {}, why: 'attainment' })
      const stop = stopAddress(kernel, { account, now: kernel.clock.now() })
      const isMailed = await kernel.db.transaction(async (tx) => {
        // The condition lets the first of several workers through alone.
        const taken = await tx.query({
          text: 'update figures_subscription set mailed_on = $2 where account_id = $1 and mailed_on < $2 returning 1',
          values: [account, monday],
        })
        if (taken.length === 0) return false
        await queueMail(tx, kernel.clock, {
          ...{ to: who.email, name: who.name, kind: 'service-figures', isPatient: true },
          ...composeWeek(figures, { url: kernel.url, stop }),
          headers: stopHeaders(stop),
        })
        return true
      })
      mailed += Number(isMailed)
    } catch (error) {
      // Who may no longer see the figures gets none; the others wait for nobody's trouble.
      if (!(error instanceof Failure)) throw error
      kernel.log.info({ account, error: error.message }, 'The weekly figures were not mailed.')
    }
  }
  return mailed
}

async function dueAccounts(kernel: Kernel, zoneSql: string): Promise<readonly Due[]> {
  const rows = await kernel.db.query<{ account: string; own: string | null; zone: string | null; mailed: string }>({
    text: `select a.id as account, d.time_zone as own, (${zoneSql}) as zone, s.mailed_on as mailed
      from figures_subscription s join account a on a.id = s.account_id and not a.is_disabled
      left join notification_day d on d.account_id = a.id order by a.id`,
  })
  if (rows.length === 0) return []
  const usual = (await openCalendars(kernel.store).find(null)).timeZone
  return rows.flatMap(({ account, own, zone, mailed }) => {
    const timeZone = [own, zone].find((one) => one !== null && isTimeZone(one)) ?? usual
    const week = toldWeek(kernel.clock.now(), timeZone)
    return week.isDue && mailed < week.monday ? [{ account, ...week }] : []
  })
}
