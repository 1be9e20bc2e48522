import type { QueryClient } from '@tanstack/react-query'
import { api, keys, read } from './api.web.ts'

/** Ends the session, forgets everything that was loaded in it, and leads to the door; by way of the provider that vouched for it, where that ends its own session, too. */
export async function leave(client: QueryClient): Promise<void> {
  // Asked for while there is a session; a provider that can't be asked keeps nobody from leaving.
  const { address } = await read<{ address: string | null }>('/sign-in/providers/exit').catch(() => ({ address: null }))
  await api('POST', '/sign-out')
  client.clear()
  client.setQueryData(keys.me, null)
  window.location.assign(address ?? '/sign-in')
}
