import { useQueryClient } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { api, keys } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { useWatching } from './ask.web.ts'
import page from './page.module.css'
import classes from './record.module.css'
import traits from './traits.module.css'

/** Whether the caller watches a record, and the switch for it; null where nobody can watch. */
export function useWatch(id: string, isPossible: boolean) {
  const client = useQueryClient()
  const { data } = useWatching(id, isPossible)
  if (!isPossible) return null
  const isOn = data?.isWatching ?? false
  const toggle = async (): Promise<void> => {
    await api(isOn ? 'DELETE' : 'PUT', `/records/${id}/watch`)
    await client.invalidateQueries({ queryKey: keys.trait(id, 'watch') })
  }
  return { isOn, toggle, watchers: data?.watchers ?? [] }
}

/** Who is told when this record changes. */
export function Watchers({ id }: { id: string }) {
  const watch = useWatch(id, true)
  if (!watch) return null
  return (
    <section aria-label="Watchers">
      <h2 className={page.railTitle}>
        Watching
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          fw={400}
          c="dimmed"
          className={classes.noPrint}
          aria-pressed={watch.isOn}
          onClick={() => void watch.toggle()}
        >
          {watch.isOn ? 'Stop watching' : 'Watch'}
        </Button>
      </h2>
      {watch.watchers.length === 0 ? (
        <span className={classes.dim}>Nobody is told of changes yet.</span>
      ) : (
        <div className={traits.faces}>
          {watch.watchers.map(({ account, name }) => (
            <Face key={account ?? name} name={name} size={24} isBare />
          ))}
        </div>
      )}
    </section>
  )
}
