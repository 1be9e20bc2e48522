/** An address of ours that the provider has to know, under the name that providers have for it. */
export interface OwnAddress {
  readonly label: string
  readonly address: string
}
/** What a SAML provider says of itself, for whoever set it up. */
export interface SaysOfItself {
  readonly entityId: string
  readonly signOn: string
  readonly logout: string | null
  /** When the last of its certificates ends. */
  readonly certificatesEnd: string
}
/** Why somebody wasn't let in. */
export interface ShownRefusal {
  readonly at: string
  readonly reason: string
}
/** What joins a provider and us. */
export interface Connection {
  readonly addresses: readonly OwnAddress[]
  /** Null for OpenID Connect, and where it can't be asked. */
  readonly saysOfItself: SaysOfItself | null
  /** The last few who weren't let in, newest first. */
  readonly refusals: readonly ShownRefusal[]
}
