import type { Block, Paper } from '../../../kernel/pdf/paper.ts'
import { sayDay } from '../day.ts'
import { decisionWords } from '../renewal-words.ts'
import type { Decision } from '../terms.ts'
import type { DossierFacts, Section } from './facts.ts'

/** A dossier as it is put on paper. */
export interface Printed {
  readonly number: string | null
  readonly facts: DossierFacts
  readonly decidedEnd: string
  /** What was decided; null while nothing is. */
  readonly decided: {
    readonly decision: Decision
    readonly on: string | null
    readonly by: string | null
    readonly reason: string | null
  } | null
  readonly organisation: string | null
  /** The moment that it shows. */
  readonly at: Date
}

/** A dossier with all its rows: on paper nothing opens. */
export function dossierPaper({ number, facts, decidedEnd, decided, organisation, at }: Printed): Paper {
  const { contract, asOf, sections } = facts
  const title = `Renewal dossier: ${contract.name}, end on ${sayDay(decidedEnd)}`
  return {
    ...{ title, author: organisation, language: 'en-GB', at },
    foot: [number, contract.name, `as of ${sayDay(asOf)}`].filter((part) => part !== null).join(' · '),
    blocks: [
      ...(organisation === null ? [] : [{ is: 'text', text: organisation, isDim: true } as const]),
      { is: 'title', text: contract.name },
      {
        is: 'text',
        text: `Renewal dossier ${number ?? ''} about the end on ${sayDay(decidedEnd)}. ${contract.number ?? 'The contract'} with ${contract.counterparty}${contract.owner === null ? '' : `; ${contract.owner} decides`}. As of ${sayDay(asOf)}.`,
      },
      ...(decided === null ? [] : decisionBlocks(decided)),
      ...sections.flatMap(sectionBlocks),
    ],
  }
}

const decisionBlocks = ({ decision, on, by, reason }: NonNullable<Printed['decided']>): readonly Block[] => [
  { is: 'heading', text: 'What was decided' },
  {
    is: 'figure',
    label: `Decided${on === null ? '' : ` on ${sayDay(on)}`}${by === null ? '' : ` by ${by}`}`,
    value: decisionWords[decision].label,
  },
  ...(reason === null ? [] : [{ is: 'text', text: reason } as const]),
]

const sectionBlocks = ({ title, says, figures, unknown }: Section): readonly Block[] => [
  { is: 'heading', text: title },
  ...says.map((text): Block => ({ is: 'text', text })),
  ...figures.flatMap(({ label, value, rows }): readonly Block[] => [
    { is: 'figure', label, value },
    ...rows.map((row): Block => ({ is: 'row', text: row.says, about: row.about ?? null })),
  ]),
  ...unknown.map((text): Block => ({ is: 'text', text, isDim: true })),
]
