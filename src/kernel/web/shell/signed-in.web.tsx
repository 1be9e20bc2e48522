import { useLocation, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useApplication } from '../application.web.ts'
import { keys, onSignedOut } from '../api.web.ts'
import { MeProvider, useSession } from '../session.web.tsx'
import { Frame } from './frame.web.tsx'
import { Broken } from './problem.web.tsx'
import css from './shell.module.css'
import { PageSkeleton } from './skeleton.web.tsx'
import { ViewingBar } from './viewing-bar.web.tsx'

const SecondFactorPage = lazy(() => import('../enter/second-factor-page.web.tsx'))

/** Everything behind the sign-in: asks who is there, sends those who aren't to the door. */
export function SignedIn() {
  const { data: me, error, isPending, refetch } = useSession()
  const { guestHome: GuestHome } = useApplication()
  const location = useLocation()
  useDoor()
  if (isPending) return <PageSkeleton />
  if (error) return <Broken error={error} reset={() => void refetch()} />
  if (!me) return <ToTheDoor from={location.href} />
  if (me.lacksSecondFactor)
    return (
      <MeProvider me={me}>
        <Suspense fallback={<PageSkeleton />}>
          <SecondFactorPage />
        </Suspense>
      </MeProvider>
    )
  if (me.permissions.includes('access.only_guest'))
    return (
      <MeProvider me={me}>
        <Suspense fallback={<PageSkeleton />}>
          <GuestHome />
        </Suspense>
      </MeProvider>
    )
  return (
    <MeProvider me={me}>
      {me.viewing ? (
        <div className={css.viewed}>
          <ViewingBar me={me} viewing={me.viewing} />
          <Frame />
        </div>
      ) : (
        <Frame />
      )}
    </MeProvider>
  )
}

// Once, and to where the visitor first wanted: the address changes before the door has loaded, and each change would lead to it again.
function ToTheDoor({ from }: { from: string }) {
  const [search] = useState({ to: from === '/' ? undefined : from })
  const navigate = useNavigate()
  useEffect(() => void navigate({ to: '/sign-in', search, replace: true }), [navigate, search])
  return <PageSkeleton />
}

/** A session that ends while the page is open leads to the door at once. */
function useDoor(): void {
  const client = useQueryClient()
  useEffect(() => onSignedOut(() => client.setQueryData(keys.me, null)), [client])
}
