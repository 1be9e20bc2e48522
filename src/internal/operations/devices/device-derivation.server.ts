import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import { nameOf } from './device-name.ts'

/** What devices work out of themselves: what they are called. */
export const deviceDerivation: Derivation = {
  work: async (rows) => rows.map(({ after }) => ({ name: nameOf(after as unknown as Parameters<typeof nameOf>[0]) })),
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
}
