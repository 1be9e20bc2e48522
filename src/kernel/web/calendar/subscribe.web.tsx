import { ActionIcon, Button, CopyButton, Popover, TextInput } from '@mantine/core'
import IconCalendarPlus from '@tabler/icons-react/dist/esm/icons/IconCalendarPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { api, read } from '../api.web.ts'
import { labelFor } from '../field/fields.ts'
import { When } from '../field/when.web.tsx'
import { useList } from '../list/list-model.web.ts'
import css from './calendar.module.css'

interface Feed {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly dateField: string
  readonly createdAt: string
  readonly readAt: string | null
}
const key = ['calendar-feeds'] as const

/** Puts the list that is shown under an address that a calendar application can follow, and takes such addresses back. */
export function Subscribe({ on }: { readonly on: string }) {
  const { record, shown } = useList()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const [says, setSays] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<{ feeds: readonly Feed[] }>('/calendar-feeds', {}, signal),
    enabled: isOpen,
  })
  const own = data?.feeds.filter(({ type }) => type === record.name) ?? []
  const attempt = async (work: () => Promise<unknown>) => {
    setSays(null)
    await work().catch((problem: unknown) => setSays(problem instanceof Error ? problem.message : String(problem)))
    void client.invalidateQueries({ queryKey: key })
  }
  const make = () =>
    attempt(async () => {
      const name = `${record.label[1]} by ${inSentence(labelFor(record, on))}`
      const body = { name, type: record.name, filter: shown.filter, dateField: on }
      setUrl((await api<{ url: string }>('POST', '/calendar-feeds', { body })).url)
    })
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => {
            setUrl(null)
            setOpen(!isOpen)
          }}
        >
          Subscribe
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label="Subscribe to this list">
        <p className={css.say}>
          Your calendar application can follow this list, with its filter, as you see it. Whoever has the address sees
          the same: keep it to yourself.
        </p>
        {url === null ? (
          <Button onClick={() => void make()}>Make an address</Button>
        ) : (
          <div className={css.address}>
            <TextInput
              aria-label="The address"
              description="It is shown this once."
              value={url}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={url}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
            </CopyButton>
          </div>
        )}
        {says && (
          <p className={css.say} role="alert">
            {says}
          </p>
        )}
        {own.length > 0 && (
          <ul className={css.feeds} aria-label="Your addresses for this list">
            {own.map(({ id, name, createdAt, readAt }) => (
              <li key={id}>
                <span>
                  {name}
                  <span className={css.dim}>
                    made <When value={createdAt} />,{' '}
                    {readAt ? (
                      <>
                        read <When value={readAt} />
                      </>
                    ) : (
                      'not read yet'
                    )}
                  </span>
                </span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Revoke ${name}`}
                  onClick={() => void attempt(() => api('DELETE', `/calendar-feeds/${id}`))}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
