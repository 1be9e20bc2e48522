import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { panelStyles as panel } from '../../../foundation/pictures/index.web.tsx'
import { read } from '../../../kernel/web/api.web.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import css from '../overview/glance.module.css'

interface Answer {
  readonly address: string | null
  readonly says: string
}

/** Where mails about an engagement are filed. */
export default function MailAddress({ row }: PartProps) {
  const mayWrite = mayI(useMe(), 'correspondence.write')
  const clipboard = useClipboard({ timeout: 1500 })
  const { data } = useQuery({
    queryKey: ['engagement', 'address', row.id],
    queryFn: ({ signal }) => read<Answer>(`/engagements/${row.id}/address`, {}, signal),
    enabled: mayWrite,
  })
  if (!mayWrite) return <p className={panel.lead}>The address is shown to those who keep the correspondence.</p>
  if (!data) return null
  const { address, says } = data
  return (
    <>
      <p className={panel.lead}>{says}</p>
      {address !== null && (
        <p className={css.address}>
          <code>{address}</code>
          <Button
            variant="default"
            size="compact-xs"
            aria-label="Copy the address"
            onClick={() => clipboard.copy(address)}
          >
            {clipboard.copied ? 'Copied' : 'Copy'}
          </Button>
        </p>
      )}
    </>
  )
}
