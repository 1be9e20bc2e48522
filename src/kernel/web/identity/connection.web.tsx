import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Connection, SaysOfItself } from '../../identity/wire.ts'
import { keys, read } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import css from './identity.module.css'

/** Our addresses to give to the provider, and what a SAML provider says of itself. */
export default function ConnectionPanel({ row }: PartProps) {
  const { data, error } = useQuery({
    queryKey: [...keys.trait(row.id, 'connection'), row.version],
    queryFn: ({ signal }) => read<Connection>(`/identity-providers/${row.id}/connection`, {}, signal),
    enabled: row.archivedAt === null,
  })
  if (row.archivedAt !== null) return <p className={css.note}>It is archived, so nobody comes in by it.</p>
  if (error)
    return (
      <p role="alert" className={css.note}>
        {error.message}
      </p>
    )
  if (!data) return null
  return (
    <div className={css.connection}>
      <p className={css.note}>Copy these to the provider, to the letter.</p>
      <dl className={css.addresses}>
        {data.addresses.map(({ label, address }) => (
          <Address key={label} label={label} address={address} />
        ))}
      </dl>
      {data.saysOfItself && <Itself {...data.saysOfItself} />}
    </div>
  )
}

function Address({ label, address }: { readonly label: string; readonly address: string }) {
  const clipboard = useClipboard({ timeout: 1500 })
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{address}</code>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Copy: ${label}`}
          onClick={() => clipboard.copy(address)}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
      </dd>
    </div>
  )
}

const Itself = ({ entityId, signOn, logout, certificatesEnd }: SaysOfItself) => (
  <p className={css.note}>
    By its metadata it calls itself <code>{entityId}</code> and signs people in at <code>{signOn}</code>. It{' '}
    {logout === null ? 'takes no sign-out from here' : 'takes sign-outs from here'}, and its certificate holds until{' '}
    <When value={certificatesEnd} style="both" />.
  </p>
)
