import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { wordOf } from '../field/words.ts'
import type { Row } from '../record/row.ts'

/** Why a row can't be brought to a state by hand, in words; null where it can, or is there already. */
export function refusalOf(record: AnyRecord, row: Row, state: string): string | null {
  if (row.state === state || moveTo(record, row, state)) return null
  const title = row.title ?? row.number ?? record.label[0]
  const [from, to] = [wordOf(row.state ?? ''), wordOf(state)]
  if (row.archivedAt) return `${title} is archived. Restore it first.`
  const ways = Object.values(record.states?.moves ?? {}).filter((move) => move.to === state)
  const direct = ways.find((move) => move.from.includes(row.state ?? ''))
  if (direct) return `You may not do “${direct.label}” here. ${title} stays ${inSentence(from)}.`
  const [before] = ways.flatMap((move) => move.from)
  return before
    ? `${title} can’t go from ${inSentence(from)} to ${inSentence(to)}. It must be ${inSentence(wordOf(before))} first.`
    : `Nothing moves to ${inSentence(to)} by hand. ${title} stays ${inSentence(from)}.`
}

/** The name of the move that brings a row to a state, if the caller may make one now. */
export function moveTo(record: AnyRecord, row: Row, state: string): string | null {
  if (row.state === state) return null
  const way = Object.entries(record.states?.moves ?? {}).find(
    ([name, move]) => move.to === state && row.can.includes(`move:${name}`),
  )
  return way?.[0] ?? null
}
