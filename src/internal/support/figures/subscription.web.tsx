import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../../../kernel/web/api.web.ts'

const path = '/support/figures/subscription'
const key = ['figures-subscription']

/** The report of each week by mail, from next Monday on, or no more. */
export function Subscription() {
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => read<{ isOn: boolean }>(path, {}, signal) })
  const change = useMutation({
    mutationFn: (isOn: boolean) => api<{ isOn: boolean }>('PUT', path, { body: { isOn } }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  })
  if (!data) return null
  return (
    <Button
      variant={data.isOn ? 'light' : 'default'}
      size="xs"
      aria-pressed={data.isOn}
      loading={change.isPending}
      onClick={() => change.mutate(!data.isOn)}
    >
      {data.isOn ? 'Comes on Mondays by mail' : 'Weekly by mail'}
    </Button>
  )
}
