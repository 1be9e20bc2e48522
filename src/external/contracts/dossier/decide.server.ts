import { today } from '../../../kernel/clock.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { conflict } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Plain } from '../../../kernel/record/fragment.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { sayDay } from '../day.ts'
import { decisionWords } from '../renewal-words.ts'
import type { Decision } from '../terms.ts'
import { endOf } from './own-facts.server.ts'

/** What the record itself has said that somebody may write into its log: they do it by their own name. */
export const forItsLog = (who: Who): Who => ({
  ...who,
  permissions: new Set([...who.permissions, 'contract_event.read', 'contract_event.write']),
})

interface Deciding {
  readonly contract: Row
  readonly input: Readonly<Plain>
}

/**
 * Writes a decision about the next end of a contract into its log, by the name of whoever decides; resolves to its id. Whether they
 * may was answered by the contract, which says who its owner is. Throws Conflict where nothing is to be decided, or it is another end by now.
 */
export async function decideAsOwner(kernel: Kernel, who: Who, { contract, input }: Deciding): Promise<string> {
  const end = endOf(contract)
  if (end === null) throw conflict('Nothing is to be decided about this contract now.')
  if (typeof input['decidedEnd'] === 'string' && input['decidedEnd'] !== end)
    throw conflict(`By now the end on ${sayDay(end)} is decided about. Look at its dates again.`)
  const decision = input['decision'] as Decision
  const { id } = await kernel.store.as(forItsLog(who)).create('contract_event', {
    ...{ contract: contract.id, kind: 'decision', happenedOn: today(kernel.clock), decision, decidedEnd: end },
    ...{ reason: input['reason'], subject: `${decisionWords[decision].label} at the end on ${sayDay(end)}` },
  })
  return id
}

/** Keeps an alternative to going on, by the name of whoever entered it. Whether they may was answered by the dossier, which says who decides. */
export const enterAlternative = async (kernel: Kernel, who: Who, { dossier, input }: Entering): Promise<void> => {
  const permissions = new Set([...who.permissions, 'renewal_alternative.read', 'renewal_alternative.write'])
  const { name, price, remark } = input
  await kernel.store.as({ ...who, permissions }).create('renewal_alternative', { dossier, name, price, remark })
}
interface Entering {
  readonly dossier: string
  readonly input: Readonly<Plain>
}
