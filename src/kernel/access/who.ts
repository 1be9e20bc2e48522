/** The caller of anything: a person with an account, nobody, or the system itself with a reason. */
export interface Who {
  /** The account's id; null for nobody and for the system. */
  readonly account: string | null
  readonly name: string
  /** The record that stands for the caller (a person), if there is one. */
  readonly self: string | null
  /** The records the caller belongs to (teams). */
  readonly groups: readonly string[]
  readonly roles: readonly string[]
  readonly permissions: ReadonlySet<string>
  /** What a key limits its caller to, whatever else they may: permissions, `noun.*`, `*.verb`. Null: no limit. */
  readonly scope: ReadonlySet<string> | null
  readonly isSystem: boolean
  /** Who really looks, where somebody sees with the eyes of this caller. */
  readonly viewedBy?: { readonly account: string; readonly name: string }
  /** By which door the caller came; kept in the history. */
  readonly via: Via
  readonly requestId: string | null
  readonly address: string | null
}
export type Via = 'web' | 'api' | 'mcp' | 'import' | 'cli' | 'job' | 'system' | 'demo' | 'automation' | 'mail'

/** The caller who hasn't signed in: holds nothing. */
export const nobody: Who = {
  account: null,
  name: 'Nobody',
  self: null,
  groups: [],
  roles: [],
  permissions: new Set(),
  scope: null,
  isSystem: false,
  via: 'web',
  requestId: null,
  address: null,
}

/** The system acting on its own, for a reason that the history keeps. */
export const system = (why: string, via: Via = 'system'): Who => ({
  ...nobody,
  name: `Quarterdeck (${why})`,
  isSystem: true,
  via,
})
