import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Connection, SaysOfItself, ShownRefusal } from '../../identity/wire.ts'
import { keys, read } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import type { PartProps } from '../record/extend.web.tsx'
import css from './identity.module.css'

/** Our addresses to give to the provider, what a SAML provider says of itself, and why somebody wasn't let in. */
export default function ConnectionPanel({ row }: PartProps) {
  const { data, error } = useQuery({
    queryKey: [...keys.trait(row.id, 'connection'), row.version],
    queryFn: ({ signal }) => read<Connection>(`/identity-providers/${row.id}/connection`, {}, signal),
    enabled: row.archivedAt === null,
    // Whoever sets it up tries it in another window meanwhile.
    refetchInterval: 10_000,
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
      {data.refusals.length > 0 && <Refusals refusals={data.refusals} />}
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

const Refusals = ({ refusals }: { readonly refusals: readonly ShownRefusal[] }) => (
  <div>
    <h3 className={css.heading}>Who wasn’t let in lately, and why</h3>
    <ul className={css.lines}>
      {refusals.map(({ at, reason }) => (
        <li key={`${at} ${reason}`}>
          {sentenceOf(reason)}{' '}
          <span className={css.when}>
            <When value={at} />
          </span>
        </li>
      ))}
    </ul>
  </div>
)
const sentenceOf = (reason: string): string =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`.replace(/\.\.$/, '.')

const Itself = ({ entityId, signOn, logout, certificatesEnd }: SaysOfItself) => (
  <p className={css.note}>
    By its metadata it calls itself <code>{entityId}</code> and signs people in at <code>{signOn}</code>. It{' '}
    {logout === null ? 'takes no sign-out from here' : 'takes sign-outs from here'}, and its certificate holds until{' '}
    <When value={certificatesEnd} style="both" />.
  </p>
)
