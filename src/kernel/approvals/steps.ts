import type { Approver } from './approver.ts'
import type { Quorum } from './decide.ts'

/** A step as it is asked for. */
export interface NewStep {
  readonly label: string
  /** Steps of one position are open at the same time; each comes after the one before it unless said. */
  readonly position?: number | undefined
  readonly quorum?: Quorum | undefined
  readonly approvers: readonly Approver[]
}

type Shape = Readonly<Record<string, (value: unknown) => boolean>>
const most = 20
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isName = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && value.length <= 120
const isNameOrNothing = (value: unknown): boolean => value === undefined || isName(value)
const isUpTo = (value: unknown): boolean => typeof value === 'string' && /^-?\d{1,18}(\.\d{1,8})?$/.test(value)
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 50

const plain: Readonly<Record<string, Shape>> = {
  account: { id: isName },
  record: { id: isName },
  role: { name: isName },
  field: { field: isName, whose: isNameOrNothing },
  asker: { field: isName },
}

/** What is wrong with the steps of a template, in words; null when nothing is. */
export function problemOfSteps(value: unknown): string | null {
  if (!Array.isArray(value) || value.length === 0) return 'Say who decides.'
  if (value.length > most) return `There are at most ${most} steps.`
  for (const [index, step] of value.entries()) {
    const says = problemOfStep(step)
    if (says) return `Step ${index + 1}: ${says}`
  }
  return null
}

function problemOfStep(step: unknown): string | null {
  if (!isObject(step))
    return 'must be an object such as {"label":"Finance","approvers":[{"kind":"role","name":"finance_partner"}]}.'
  const { label, position, quorum, approvers, ...more } = step
  if (!isName(label)) return "'label' is missing."
  if (position !== undefined && !isCount(position)) return "'position' is a number from 1 to 50."
  if (quorum !== undefined && quorum !== 'all' && quorum !== 'any' && !isCount(quorum))
    return "'quorum' is all, any, or a number from 1 to 50."
  const unknown = Object.keys(more)[0]
  if (unknown !== undefined) return `'${unknown}' means nothing here.`
  return problemOfApprovers(approvers, problemOfApprover)
}

function problemOfApprovers(value: unknown, problemOf: (approver: unknown) => string | null): string | null {
  if (!Array.isArray(value) || value.length === 0) return 'Choose who decides.'
  if (value.length > most) return `At most ${most} decide in one step.`
  return value.map(problemOf).find((says) => says !== null) ?? null
}

function problemOfApprover(approver: unknown): string | null {
  if (!isObject(approver) || approver['kind'] !== 'amount') return problemOfPlain(approver)
  const { field, lines } = approver
  if (!isName(field)) return "'field' names the amount that counts."
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > most)
    return "'lines' says who decides up to which amount."
  for (const line of lines) {
    if (!isObject(line) || (line['upTo'] !== undefined && !isUpTo(line['upTo'])))
      return "'upTo' is a decimal such as 5000.00."
    const says = problemOfApprovers(line['approvers'], problemOfPlain)
    if (says) return says
  }
  return null
}

function problemOfPlain(approver: unknown): string | null {
  const kind = isObject(approver) ? String(approver['kind']) : ''
  const shape = Object.entries(plain).find(([name]) => name === kind)?.[1]
  if (!isObject(approver) || !shape) return `'kind' is one of ${Object.keys(plain).join(', ')} or amount.`
  const wrong = Object.entries(shape).find(([key, is]) => !is(approver[key]))
  return wrong ? `'${wrong[0]}' is missing, or isn’t what '${kind}' takes.` : null
}
