import { Button } from '@mantine/core'
import type { AnyRecord } from '../../record/define.ts'
import { api } from '../api.web.ts'
import { Face } from '../field/face.web.tsx'
import { useMe } from '../session.web.tsx'
import { useChangeAtOnce, useParts } from './ask.web.ts'
import page from './page.module.css'
import classes from './record.module.css'
import traits from './traits.module.css'

/** Whether the caller watches a record, and the switch for it; null where nobody can watch. */
export function useWatch(record: AnyRecord, id: string) {
  const { account } = useMe()
  const { data } = useParts(record, id)
  const changeAtOnce = useChangeAtOnce(id)
  if (!record.traits?.includes('watchers')) return null
  const { isWatching: isOn, watchers } = data?.watch ?? { isWatching: false, watchers: [] }
  const others = watchers.filter((watcher) => watcher.account !== account.id)
  const mine = { account: account.id, name: account.name }
  const toggle = (): void =>
    void changeAtOnce(
      (parts) => ({ ...parts, watch: { isWatching: !isOn, watchers: isOn ? others : [mine, ...others] } }),
      () => api(isOn ? 'DELETE' : 'PUT', `/records/${id}/watch`),
    )
  return { isOn, toggle, watchers }
}

/** Who is told when this record changes. */
export function Watchers({ record, id }: { record: AnyRecord; id: string }) {
  const watch = useWatch(record, id)
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
          onClick={watch.toggle}
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
