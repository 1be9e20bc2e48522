/** What of a contract says when it can be left: days as `YYYY-MM-DD`, null where it is not known or there is none. */
export interface Leavable {
  /** Until then it is paid for, whatever is decided. */
  readonly committedUntil: string | null
  /** The day by which a notice has to be on its way. */
  readonly sendBy: string | null
}

/** When the last of several contracts lets us go, and by when the next notice has to be sent. */
export interface Leaving {
  /** The last day that is paid for anyway; null where no contract says one. */
  readonly boundUntil: string | null
  /** The next day, today included, by which a notice has to be on its way; null where there is none ahead. */
  readonly nextNotice: string | null
  /** Contracts that don't say until when they bind. */
  readonly unknown: number
}

/** When several contracts together can be left, as of a day. */
export function leavingOf(contracts: readonly Leavable[], today: string): Leaving {
  const ends = contracts.flatMap(({ committedUntil }) => committedUntil ?? []).toSorted()
  const notices = contracts.flatMap(({ sendBy }) => (sendBy !== null && sendBy >= today ? [sendBy] : [])).toSorted()
  return {
    boundUntil: ends.at(-1) ?? null,
    nextNotice: notices[0] ?? null,
    unknown: contracts.length - ends.length,
  }
}
