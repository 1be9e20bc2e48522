import type { Derivation } from '../../../kernel/record/derivation.server.ts'

/**
 * Of one metric there is one value for an engagement and a period: the database keeps it so by this key. It stands as measured
 * where it was written as what was measured; what somebody entered stays entered, even if the same is measured later.
 */
export const valueDerivation: Derivation = {
  work: async (rows) =>
    rows.map(({ before, after }) => ({
      slot: [after['engagement'], after['metric'], after['period']].join(' '),
      stood:
        before && isSame(before['value'], after['value'])
          ? before['stood']
          : isSame(after['measured'], after['value'])
            ? 'measured'
            : 'hand',
    })),
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
}

/** Of one figure there is one that a vendor reported for an engagement and a period. */
export const reportedDerivation: Derivation = {
  work: async (rows) =>
    rows.map(({ after }) => ({ slot: [after['engagement'], after['fact'], after['period']].join(' ') })),
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
}

const isSame = (one: unknown, other: unknown): boolean =>
  typeof one === 'string' && typeof other === 'string' && Number(one) === Number(other)
