import { present } from '../clock.ts'
import { Failure } from '../errors.ts'
import { defineProcessor, type Processor } from '../events/processor.server.ts'
import type { PlacedEntry } from '../history/position.server.ts'
import { isRetold } from '../history/retold.ts'
import type { AnyRecord } from '../record/define.ts'
import type { Rule } from './action.ts'
import { type AutomationKernel, carryOut, noteFailure, stopChain } from './carry-out.server.ts'
import { deepest, depthOf } from './cause.ts'
import { type Answer, answersAfter, type Asking, askingFor } from './conditions.server.ts'
import { listensTo, rulesOn } from './rules.server.ts'

/** How long the rules are believed without asking, unless one of them changes in between. */
const believedFor = 1000

/**
 * Follows the history and carries out the rules that listen to it, in their order: on records for which the conditions held
 * right after what happened, where many are judged at once, and hold still.
 * Each rule acts once per entry; rules that set each other off are stopped at the fifth.
 */
export function automation(kernel: AutomationKernel, { groupsSql }: { groupsSql?: string } = {}): Processor {
  const { rulesFor, ahead } = openRules(kernel)
  const handle = async (entry: PlacedEntry): Promise<void> => {
    const record = kernel.registry.records.find(({ name }) => name === entry.type)
    if (!record) return
    const { rules, ask } = await rulesFor(entry, record)
    if (rules.length === 0) return
    const answers = await ask(rules, entry.recordId)
    const depth = depthOf(entry) + 1
    for (const [index, rule] of rules.entries()) {
      const answer = answers[index]
      const carrying = { rule, record, id: entry.recordId, key: entry.id, depth, groupsSql }
      if (answer instanceof Failure) await noteFailure(kernel, carrying, { error: answer, ms: 0 })
      else if (answer === true && depth > deepest)
        await stopChain(kernel, carrying, `Rules set each other off ${deepest} times in a row, so this one stopped.`)
      // A rule before this one may have changed the record: then the condition is asked anew.
      else if (answer === true && (index === 0 || (await ask([rule], entry.recordId))[0] === true))
        await carryOut(kernel, carrying)
    }
  }
  return defineProcessor({ name: 'automation', on: (entry) => !isRetold(entry), startsAt: 'now', ahead, handle })
}

interface Listening {
  readonly rules: readonly Rule[]
  readonly ask: (rules: readonly Rule[], id: string) => Promise<readonly Answer[]>
}

/** The rules that listen to an entry, and the questions to ask for them, which are made once. */
function openRules(kernel: AutomationKernel): {
  readonly rulesFor: (entry: PlacedEntry, record: AnyRecord) => Promise<Listening>
  readonly ahead: (entries: readonly PlacedEntry[]) => Promise<void>
} {
  let known: readonly Rule[] = []
  let believedUntil = 0
  const questions = new Map<string, Asking>()
  let misses = new Set<string>()
  const missOf = (entry: PlacedEntry, { id, version }: Rule): string => `${entry.id} ${id} ${version}`
  const learn = async (): Promise<void> => {
    known = (await rulesOn(kernel, 'event')).map(({ rule }) => rule)
    believedUntil = performance.now() + believedFor
  }
  const ahead = async (entries: readonly PlacedEntry[]): Promise<void> => {
    await learn()
    misses = new Set()
    const now = present(kernel.clock)
    for (const [type, all] of Map.groupBy(entries, (entry) => entry.type)) {
      const record = kernel.registry.records.find(({ name }) => name === type)
      const rules = known.filter(({ recordType }) => recordType === type)
      const heard = record ? all.filter((entry) => rules.some((rule) => listensTo(rule, record, entry))) : []
      if (!record || heard.length === 0) continue
      const conditions = rules.map((rule) => rule.conditions)
      const answers = await answersAfter(kernel, heard, { record, conditions, ...now })
      for (const [place, entry] of heard.entries())
        for (const [index, rule] of rules.entries())
          if (answers[place]?.[index] === false) misses.add(missOf(entry, rule))
    }
  }
  const rulesFor = async (entry: PlacedEntry, record: AnyRecord): Promise<Listening> => {
    if (entry.type === 'automation_rule' || performance.now() > believedUntil) await learn()
    const rules = known.filter(
      (rule) => rule.recordType === entry.type && listensTo(rule, record, entry) && !misses.has(missOf(entry, rule)),
    )
    const ask: Listening['ask'] = (asked, id) => {
      const now = present(kernel.clock)
      const key = [now.today, now.zone, record.name, ...asked.map((rule) => `${rule.id} ${rule.version}`)].join()
      const asking =
        questions.get(key) ??
        askingFor(kernel, { record, conditions: asked.map(({ conditions }) => conditions), ...now })
      if (questions.size > 500) questions.clear()
      questions.set(key, asking)
      return asking(kernel.db, id)
    }
    return { rules, ask }
  }
  return { rulesFor, ahead }
}
