import { Navigate, useLocation } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys, onSignedOut } from '../api.web.ts'
import { MeProvider, useSession } from '../session.web.tsx'
import { Frame } from './frame.web.tsx'
import { Broken } from './problem.web.tsx'
import { PageSkeleton } from './skeleton.web.tsx'

/** Everything behind the sign-in: asks who is there, sends those who aren't to the door. */
export function SignedIn() {
  const { data: me, error, isPending, refetch } = useSession()
  const location = useLocation()
  useDoor()
  if (isPending) return <PageSkeleton />
  if (error) return <Broken error={error} reset={() => void refetch()} />
  if (!me) return <Navigate to="/sign-in" search={{ to: location.href === '/' ? undefined : location.href }} replace />
  return (
    <MeProvider me={me}>
      <Frame />
    </MeProvider>
  )
}

/** A session that ends while the page is open leads to the door at once. */
function useDoor(): void {
  const client = useQueryClient()
  useEffect(() => onSignedOut(() => client.setQueryData(keys.me, null)), [client])
}
