import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'
import css from './enter.module.css'

/** A button for each provider that may say who somebody is; nothing where there is none. */
export function Providers({ to, isBusy }: { readonly to: string; readonly isBusy: boolean }) {
  const { data } = useQuery({
    queryKey: ['sign-in', 'providers'],
    queryFn: ({ signal }) =>
      read<{ providers: readonly { id: string; name: string }[] }>('/sign-in/providers', {}, signal),
    staleTime: 60_000,
  })
  if (!data || data.providers.length === 0) return null
  return (
    <div className={css.providers}>
      {data.providers.map(({ id, name }) => (
        <Button
          key={id}
          component="a"
          href={`/api/v1/sign-in/providers/${id}/start?to=${encodeURIComponent(to)}`}
          variant="default"
          size="sm"
          fullWidth
          data-disabled={isBusy || undefined}
        >
          Continue with {name}
        </Button>
      ))}
    </div>
  )
}

/** Why a provider's way in ended, in words. */
export const providerProblems: Readonly<Record<string, string>> = {
  expired: 'That took too long, or was begun in another window. Try again.',
  refused: 'The provider didn’t let you in, or its answer couldn’t be believed. Try again; if it stays, tell IT.',
  unknown: 'The provider knows you, but nobody here has your e-mail address. Ask IT for an account.',
  unverified: 'The provider doesn’t vouch for your e-mail address. Ask IT, or use your password.',
  taken: 'Your e-mail address belonged to somebody else’s sign-in here before. Ask IT to put that right.',
  disabled: 'Your account is disabled. Ask IT.',
}
