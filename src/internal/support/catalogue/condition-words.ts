import type { Comparing, Comparison, Condition } from './condition.ts'
import { type Group, groupOf, isGroup, type Part } from './condition-groups.ts'
import type { PersonFact, Question, QuestionKind } from './form.ts'

export const factWords: Readonly<Record<PersonFact, string>> = {
  name: 'name',
  email: 'e-mail',
  kind: 'kind (employee, contractor, external)',
  jobTitle: 'job title',
  phone: 'phone',
  businessUnit: 'business unit',
  location: 'location',
  manager: 'manager',
}
export const comparingWords: Readonly<Record<Comparing, string>> = {
  answered: 'is answered',
  equals: 'is',
  contains: 'contains',
  greater: 'is more than',
  less: 'is less than',
}
const deniedWords: Readonly<Record<Comparing, string>> = {
  answered: 'isn’t answered',
  equals: 'isn’t',
  contains: 'doesn’t contain',
  greater: 'isn’t more than',
  less: 'isn’t less than',
}

/** What may be asked of an answer, by the kind of its question. */
export const comparingsOf = (kind: QuestionKind): readonly Comparing[] =>
  ({
    text: ['equals', 'contains', 'answered'],
    longText: ['contains', 'answered'],
    choice: ['equals', 'answered'],
    choices: ['contains', 'answered'],
    yesNo: ['equals', 'answered'],
    date: ['greater', 'less', 'equals', 'answered'],
    number: ['greater', 'less', 'equals', 'answered'],
    money: ['greater', 'less', 'answered'],
    person: ['answered'],
    service: ['answered'],
    file: ['answered'],
  })[kind] as readonly Comparing[]

/** A condition as a sentence: “Which one?” is Power, and either “How many?” is more than 3 or their job title contains head. */
export const conditionText = (condition: Condition, questions: readonly Question[]): string =>
  groupText(groupOf(condition), questions, true)

function groupText(group: Group, questions: readonly Question[], isOutermost: boolean): string {
  const { joins, parts } = group
  const said = parts.map((part) => partText(part, questions))
  const [only = ''] = said
  if (parts.length === 1 && joins !== 'none') return only
  if (parts.length === 1) return denied(parts[0] as Part, questions)
  if (joins === 'none') return `neither ${listed(said, parts, 'nor')}`
  if (isOutermost) return listed(said, parts, joins === 'all' ? 'and' : 'or')
  if (joins === 'any') return `either ${listed(said, parts, 'or')}`
  return `${parts.length === 2 ? 'both' : 'all of'} ${listed(said, parts, 'and')}`
}

const partText = (part: Part, questions: readonly Question[]): string =>
  isGroup(part) ? groupText(part, questions, false) : comparisonText(part, questions, comparingWords)

const denied = (part: Part, questions: readonly Question[]): string =>
  isGroup(part) ? `not ${groupText(part, questions, false)}` : comparisonText(part, questions, deniedWords)

/** “a, b and c”; a comma stands before the last one, too, where one before it is itself joined of several. */
function listed(said: readonly string[], parts: readonly Part[], word: 'and' | 'or' | 'nor'): string {
  const isJoined = parts.slice(0, -1).some((part) => isGroup(part) && part.parts.length > 1)
  return `${said.slice(0, -1).join(', ')}${isJoined ? ',' : ''} ${word} ${said.at(-1)}`
}

function comparisonText(
  comparison: Comparison,
  questions: readonly Question[],
  words: Readonly<Record<Comparing, string>>,
): string {
  const { is } = comparison
  const question = 'answer' in comparison ? questions.find(({ key }) => key === comparison.answer) : undefined
  const subject =
    'answer' in comparison ? `“${question?.asks || comparison.answer}”` : `their ${factName(comparison.person)}`
  return `${subject} ${words[is]}${is === 'answered' ? '' : ` ${valueText(comparison, question)}`}`
}

const factName = (fact: string): string => (fact === 'kind' ? 'kind' : (factWords[fact as PersonFact] ?? fact))

function valueText({ value }: Comparison, question: Question | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object' && value !== null && 'title' in value) return String(value.title)
  return question?.options?.find((option) => option.value === value)?.label ?? String(value ?? '…')
}
