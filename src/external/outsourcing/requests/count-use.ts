/** What of a promise decides whether a count of requests is ever looked at. */
export interface Measuring {
  readonly name: string
  readonly counts: string
  readonly services: readonly { readonly id: string; readonly name: string }[]
}

/** Why a count would never be measured; null where it is. */
export function problemOfUse({ name, counts, services }: Measuring, service: string) {
  if (counts !== 'requests' && counts !== 'rates')
    return {
      field: 'promise',
      says: `‘${name}’ isn’t measured by requests, so they would count for nothing. Choose a promise that is, or change what this one counts.`,
    } as const
  if (services.some(({ id }) => id === service)) return null
  const said = services.map((one) => one.name).join(', ')
  return {
    field: 'service',
    says: `‘${name}’ isn’t for this service, so its requests would count for nothing. It is for: ${said}.`,
  } as const
}
