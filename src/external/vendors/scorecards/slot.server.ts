import type { Derivation } from '../../../kernel/record/derivation.server.ts'

/** Of one metric there is one value for an engagement and a period: the database keeps it so by this key. */
export const valueDerivation: Derivation = {
  work: async (rows) =>
    rows.map(({ after }) => ({ slot: [after['engagement'], after['metric'], after['period']].join(' ') })),
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
}
