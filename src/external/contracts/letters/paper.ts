import type { Paper } from '../../../kernel/pdf/paper.ts'
import { sayDay } from '../day.ts'
import type { Method } from '../terms.ts'
import { sayMethod } from '../trace.ts'

/** A letter as it is put on paper. */
export interface Printed {
  readonly number: string | null
  readonly subject: string
  readonly toWhom: string | null
  readonly body: string | null
  readonly method: Method | null
  readonly on: string
  readonly organisation: string | null
  readonly signedBy: string | null
  readonly at: Date
}

/** The paragraphs of a letter's text: what empty lines part. */
export const paragraphsOf = (body: string | null): readonly string[] =>
  (body ?? '')
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')

export function letterPaper(letter: Printed): Paper {
  const { number, subject, toWhom, body, method, on, organisation, signedBy, at } = letter
  const lines = (text: string | null): readonly string[] =>
    (text ?? '').split('\n').filter((line) => line.trim() !== '')
  return {
    ...{ title: subject, author: organisation, language: 'en-GB', at },
    foot: [organisation, number].filter((part) => part !== null).join(' · '),
    blocks: [
      { is: 'lines', lines: organisation === null ? [] : [organisation] },
      { is: 'gap', points: 34 },
      { is: 'lines', lines: lines(toWhom) },
      { is: 'gap', points: 26 },
      { is: 'text', text: `${sayDay(on)}${method === null ? '' : `, ${sayMethod(method)}`}` },
      { is: 'gap', points: 14 },
      { is: 'heading', text: subject },
      { is: 'gap', points: 6 },
      { is: 'text', text: 'Dear Sir or Madam,' },
      ...paragraphsOf(body).flatMap((text) => [{ is: 'gap', points: 5 } as const, { is: 'text', text } as const]),
      { is: 'gap', points: 10 },
      { is: 'text', text: 'Yours faithfully,' },
      { is: 'gap', points: 40 },
      { is: 'lines', lines: [signedBy, organisation].filter((line) => line !== null) },
    ],
  }
}
