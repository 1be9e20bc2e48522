/** What RFC 7644, 3.12 calls the trouble. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'

/** Something that a directory asked and can't have, in its own protocol's words. */
export class ScimTrouble extends Error {
  readonly status: number
  readonly scimType: ScimType | null
  constructor(scimType: ScimType | null, says: string, status = 400) {
    super(says)
    this.scimType = scimType
    this.status = status
  }
}
