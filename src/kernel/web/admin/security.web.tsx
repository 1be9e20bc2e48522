import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../api.web.ts'
import type { ApiKey, Factors } from '../enter/data.web.ts'
import { KeyFacts } from '../enter/keys.web.tsx'
import { useProved } from '../enter/prove.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './admin.module.css'
import { Failed, Section } from './page.web.tsx'

interface SecurityView {
  readonly factors: Factors
  readonly keys: readonly ApiKey[]
  readonly sessions: readonly unknown[]
}

/** What somebody else's account has beyond its password, and the ways to take it away. */
export function SecuritySection({ id, name }: { id: string; name: string }) {
  const at = `/accounts/${id}`
  const { data, error, refetch } = useQuery({
    queryKey: ['account', at, 'security'],
    queryFn: ({ signal }) => read<SecurityView>(`${at}/security`, {}, signal),
  })
  const client = useQueryClient()
  const { run, dialog } = useProved()
  const take = (path: string, says: string) =>
    run(async () => {
      await api('DELETE', path)
      toast({ says })
      await client.invalidateQueries({ queryKey: ['account'] })
    })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return null
  const { factors, keys } = data
  return (
    <>
      <Section title="Second factor" about={factorText(factors)}>
        {hasFactor(factors) && (
          <Button
            variant="default"
            size="sm"
            className={css.grave}
            onClick={() =>
              void take(`${at}/second-factor`, `${name} signs in by password alone now, and is signed out everywhere.`)
            }
          >
            Reset second factor
          </Button>
        )}
      </Section>
      {keys.length > 0 && (
        <Section title="API keys" about="Programs that sign in by this account.">
          <ul className={css.lines}>
            {keys.map((key) => (
              <li key={key.id}>
                <span className={css.lineText}>
                  <strong>{key.name}</strong>
                  <span>
                    <KeyFacts apiKey={key} />
                  </span>
                </span>
                <Button
                  variant="default"
                  aria-label={`Revoke ${key.name}`}
                  onClick={() => void take(`${at}/keys/${key.id}`, `${key.name} opens nothing any more.`)}
                >
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {dialog}
    </>
  )
}

const hasFactor = ({ totpSince, passkeys }: Factors): boolean => totpSince !== null || passkeys.length > 0

function factorText(factors: Factors): string {
  if (!hasFactor(factors)) return 'There is none: the password alone lets them in.'
  const { passkeys, totpSince, recoveryCodes } = factors
  const keys = passkeys.length === 1 ? 'a passkey' : `${passkeys.length} passkeys`
  const parts = [...(passkeys.length > 0 ? [keys] : []), ...(totpSince ? ['an app for codes'] : [])]
  return `They have ${parts.join(' and ')}, and ${recoveryCodes} recovery codes left. For someone who lost theirs: they set up another after signing in.`
}
