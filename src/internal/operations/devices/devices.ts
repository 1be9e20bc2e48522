/** A device of somebody, in short. */
export interface DeviceInShort {
  readonly id: string
  /** 'ThinkPad T14 (TI-10023)'. */
  readonly title: string
  readonly kind: string
  readonly state: string
  /** The last day of its warranty. */
  readonly warrantyUntil: string | null
}
