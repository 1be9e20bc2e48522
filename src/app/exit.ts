/** Ends the command with words for people instead of a stack, and a code for scripts. */
export class Exit extends Error {
  readonly code: number
  constructor(code: number, says: string) {
    super(says)
    this.code = code
  }
}

/** 1: something went wrong; the others tell scripts what. */
export const exitCodes = { failed: 1, badConfiguration: 2, inUse: 3, portTaken: 4, incomplete: 5 } as const
