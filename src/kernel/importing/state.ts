import type { AnyRecord } from '../record/define.ts'
import { wordOf } from '../record/text.ts'
import { foldWord } from '../record/text-words.ts'
import { shorten } from './shorten.ts'

/** What the state is called as the target of a column. No field can have this name. */
export const stateName = 'state'

/** The state that a text names, by its name or as people read it, in any case; or why it names none. */
export function parseState(record: AnyRecord, text: string): { readonly state: string } | { readonly says: string } {
  const { all = [], reads = {} } = record.states ?? {}
  const wanted = foldWord(text)
  const state =
    all.find((one) => foldWord(one) === wanted) ??
    all.find((one) => reads[one]?.some((word) => foldWord(word) === wanted))
  return state === undefined
    ? { says: `State must be one of: ${all.map(stateWord).join(', ')}. The file says '${shorten(text)}'.` }
    : { state }
}

/** A state as people read it. */
export const stateWord = (state: string): string => wordOf({}, state)

/** The move that brings a record from one state to another, among those that `may` allows; or which states it may go to. */
export function moveBetween(
  record: AnyRecord,
  { from, to, may }: { from: string; to: string; may: (move: string) => boolean },
): { readonly move: string } | { readonly says: string } {
  const open = Object.entries(record.states?.moves ?? {}).filter(
    ([name, move]) => move.from.includes(from) && may(name),
  )
  const found = open.find(([, move]) => move.to === to)
  if (found) return { move: found[0] }
  const reachable = [...new Set(open.map(([, move]) => stateWord(move.to)))]
  const stands = `State: this ${record.label[0].toLowerCase()} is ${stateWord(from)}`
  return {
    says:
      reachable.length > 0
        ? `${stands}, and you may make it ${reachable.join(' or ')}, not ${stateWord(to)}. Correct the cell, or empty it.`
        : `${stands}, and you may not change that. Empty the cell.`,
  }
}

/** The record type with another state to start in: how a row that comes from elsewhere begins where it stood there. */
export function startingIn(record: AnyRecord, state: string | undefined): AnyRecord {
  const { states } = record
  return !states || state === undefined || state === states.start
    ? record
    : { ...record, states: { ...states, start: state } }
}
