import type { AnyRecord } from '../../../kernel/record/define.ts'
import { inSentence } from '../../../kernel/record/in-sentence.ts'
import type { Ref } from '../../../kernel/record/field.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { resolutionWords } from '../tickets/resolution.ts'
import { firstNameOf, type Known } from './placeholders.ts'

/** What a macro does to a ticket besides what it says. */
export interface Deed {
  /** Values of fields, as the API takes them. */
  readonly set: Readonly<Record<string, unknown>>
  readonly move: string | null
  /** What the move is made with. */
  readonly with: Readonly<Record<string, unknown>>
  /** Each as a few words: 'urgency high'. */
  readonly says: readonly string[]
}

const refOf = (value: unknown): Ref | null =>
  typeof value === 'object' && value !== null && 'id' in value ? (value as Ref) : null

/** What a macro would do to a ticket, done by an agent; `ticket` is the record type, for the words of its moves. */
export function deedOf(
  macro: Row,
  { ticket, agent }: { readonly ticket: AnyRecord; readonly agent: Ref | null },
): Deed {
  const set: Record<string, unknown> = {}
  const says: string[] = []
  if (macro.toMe === true && agent) {
    set.assignee = agent.id
    says.push('assign to me')
  }
  const team = refOf(macro.toTeam)
  if (team) {
    set.team = team.id
    says.push(`give to ${team.title ?? 'a team'}`)
  }
  for (const name of ['category', 'service'] as const) {
    const ref = refOf(macro[name])
    if (!ref) continue
    set[name] = ref.id
    says.push(`${name} ${ref.title ?? ''}`.trim())
  }
  for (const name of ['impact', 'urgency'] as const) {
    if (typeof macro[name] !== 'string') continue
    set[name] = macro[name]
    says.push(`${name} ${macro[name]}`)
  }
  const move = typeof macro.move === 'string' ? macro.move : null
  const reason = refOf(macro.pendingReason)
  const code = typeof macro.resolutionCode === 'string' ? macro.resolutionCode : null
  if (move) says.push(inSentence(ticket.states?.moves[move]?.label ?? move) + afterMove({ move, reason, code }))
  return {
    set,
    move,
    with: {
      ...(move === 'hold' && reason ? { pendingReason: reason.id } : {}),
      ...(move === 'resolve' && code ? { resolutionCode: code } : {}),
    },
    says,
  }
}

function afterMove({ move, reason, code }: { move: string; reason: Ref | null; code: string | null }): string {
  if (move === 'hold' && reason?.title) return ` until ${inSentence(reason.title)}`
  const word = code && code in resolutionWords ? resolutionWords[code as keyof typeof resolutionWords] : null
  return move === 'resolve' && word ? `: ${inSentence(word)}` : ''
}

/** What placeholders stand for in a ticket. */
export function knownOf(row: Row, agent: string): Known {
  const requester = refOf(row.requester)?.title ?? null
  return {
    'requester.name': requester,
    'requester.firstName': requester && firstNameOf(requester),
    'ticket.number': row.number,
    'ticket.title': row.title,
    'agent.name': agent,
    'agent.firstName': firstNameOf(agent),
    team: refOf(row.team)?.title ?? null,
    service: refOf(row.service)?.title ?? null,
  }
}

/** The macro word being typed at the end of a text: `/prin` at its start or after a space. */
export function wordAt(text: string): string | null {
  return /(?:^|\s)\/([^\s/]{0,30})$/.exec(text)?.[1] ?? null
}

/** The macros that a typed word may mean: those whose short word begins with it first, then those whose name holds it. */
export function macrosFor(word: string, macros: readonly Row[]): readonly Row[] {
  const typed = word.toLowerCase()
  const byWord = macros.filter(
    (macro) =>
      String(macro.word ?? '')
        .toLowerCase()
        .startsWith(typed) && macro.word,
  )
  const byName = macros.filter((macro) => !byWord.includes(macro) && String(macro.title).toLowerCase().includes(typed))
  return [...byWord, ...byName]
}
