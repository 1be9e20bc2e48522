import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../api.web.ts'
import { useProved } from '../enter/prove.web.tsx'
import { When } from '../field/when.web.tsx'
import { toast } from '../toast.web.tsx'
import css from './admin.module.css'
import { Section } from './page.web.tsx'

interface Identity {
  readonly provider: string
  readonly name: string
  readonly subject: string
  readonly linkedAt: string
}

/** Who an account is to identity providers, and forgetting it, for an address that changed hands. Nothing where there is none. */
export function Identities({ id, name: owner }: { id: string; name: string }) {
  const at = `/accounts/${id}/identities`
  const { data } = useQuery({
    queryKey: ['account', at],
    queryFn: ({ signal }) => read<{ rows: readonly Identity[] }>(at, {}, signal),
  })
  const client = useQueryClient()
  const { run, dialog } = useProved()
  const forget = ({ provider, name }: Identity) =>
    run(async () => {
      await api('DELETE', `${at}/${provider}`)
      toast({ says: `${owner} is linked anew when they next come by ${name}.` })
      await client.invalidateQueries({ queryKey: ['account'] })
    })
  if (!data || data.rows.length === 0) return null
  return (
    <Section
      title="Single sign-on"
      about="Who they are to identity providers. Unlink them when they have another account there now: their sessions by it end, and whoever comes with their e-mail next is taken for them."
    >
      <ul className={css.lines}>
        {data.rows.map((identity) => (
          <li key={identity.provider}>
            <span className={css.lineText}>
              <strong>{identity.name}</strong>
              <span>
                {identity.subject} · linked <When value={identity.linkedAt} />
              </span>
            </span>
            <Button variant="default" aria-label={`Unlink from ${identity.name}`} onClick={() => void forget(identity)}>
              Unlink
            </Button>
          </li>
        ))}
      </ul>
      {dialog}
    </Section>
  )
}
