import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { holds } from '../access/rule.ts'
import type { Ref } from '../record/field.ts'
import type { Addition, Head } from '../record/registry.ts'
import { ApiProblem, keys, read } from './api.web.ts'
import { useRegistry } from './application.web.ts'
import { countDaysIn } from './field/when.ts'

/** Who is signed in and what they may do: the answer of `GET /me`. */
export interface Me {
  readonly account: { readonly id: string; readonly name: string; readonly email: string }
  readonly self: Ref | null
  readonly roles: readonly string[]
  /** A role of theirs needs a second factor, and they have none yet. */
  readonly lacksSecondFactor: boolean
  readonly permissions: readonly string[]
  /** Where the organisation's days begin. */
  readonly timeZone: string
  /** Who sees with the eyes of this account, until when; null where its owner does. */
  readonly viewing: { readonly by: string; readonly until: string } | null
  readonly types: readonly Head[]
  readonly added: Readonly<Record<string, Addition>>
  readonly can: Readonly<
    Record<string, { readonly read?: boolean; readonly seesAll?: boolean; readonly create?: boolean } | undefined>
  >
}

const MeContext = createContext<Me | null>(null)
export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => (
  <MeContext value={me}>{children}</MeContext>
)

/** The caller. Throws outside of the signed-in part of the app. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('Nobody is signed in here.')
  return me
}

/** Whether the caller holds a permission. */
export const mayI = (me: Me, permission: string | null): boolean =>
  permission === null || holds({ permissions: new Set(me.permissions) }, permission)

/** Asks who is signed in, and learns what types are called and which fields were added to them; null when nobody is. */
export function useSession() {
  const registry = useRegistry()
  return useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }) => {
      try {
        const me = await read<Me>('/me', {}, signal)
        countDaysIn(me.timeZone)
        registry.announce(me.types)
        registry.extend(me.added)
        return me
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null
        throw error
      }
    },
    staleTime: 300_000,
    retry: false,
  })
}
