import type { Answers, Question, SentFile } from './form.ts'

/** What was asked of whoever ordered, and what they said: kept in words too, since forms change. */
export interface Answered {
  readonly key: string
  readonly asks: string
  readonly answer: unknown
  readonly says: string
}

/** The answers to questions as they are kept with a request. */
export const answeredOf = (questions: readonly Question[], answers: Answers): readonly Answered[] =>
  questions.flatMap((question) => {
    const answer = answers[question.key]
    return answer === undefined
      ? []
      : [{ key: question.key, asks: question.asks, answer, says: wordsOf(question, answer) }]
  })

/** The answers by key again, for conditions. */
export const rawOf = (answered: unknown): Answers =>
  Object.fromEntries(isAnsweredList(answered) ? answered.map(({ key, answer }) => [key, answer]) : [])

/** Questions and answers as Markdown: what agents, mails and the search read. */
export const textOf = (answered: readonly Answered[]): string =>
  answered.map(({ asks, says }) => `**${asks}**\n${says}`).join('\n\n')

/** What is wrong with kept answers; null when nothing is. */
export const problemOfAnswered = (value: unknown): string | null =>
  isAnsweredList(value) ? null : 'Answers are a list such as [{"key":"why","asks":"Why?","answer":"…","says":"…"}].'

const isAnsweredList = (value: unknown): value is readonly Answered[] =>
  Array.isArray(value) &&
  value.length <= 300 &&
  value.every(
    (one: unknown) =>
      typeof one === 'object' &&
      one !== null &&
      ['key', 'asks', 'says'].every((name) => typeof (one as Record<string, unknown>)[name] === 'string'),
  )

function wordsOf({ options = [], kind }: Question, answer: unknown): string {
  if (kind === 'file' && Array.isArray(answer)) return answer.map(({ name }: SentFile) => name).join(', ')
  const labelOf = (value: unknown) => options.find((option) => option.value === value)?.label ?? String(value)
  if (kind === 'choice') return labelOf(answer)
  if (Array.isArray(answer)) return answer.map(labelOf).join(', ')
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No'
  if (typeof answer !== 'object' || answer === null) return String(answer)
  if ('title' in answer) return String(answer.title)
  return 'amount' in answer && 'currency' in answer ? `${String(answer.amount)} ${String(answer.currency)}` : ''
}
