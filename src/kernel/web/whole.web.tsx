import { type ReactNode, use, useEffect, useState } from 'react'
import { type Application, useApplication } from './application.web.ts'

/** The application with all that comes later, one load for each; one that failed is tried again. */
const loads = new WeakMap<Application, Promise<Application>>()
const complete = new WeakSet<Application>()

function load(application: Application): Promise<Application> {
  const known = loads.get(application)
  if (known) return known
  const loading = application.loadLater().then(({ records, links, icons }) => {
    application.registry.declare(records, links)
    complete.add(application)
    return Object.assign(application, { icons: { ...application.icons, ...icons } })
  })
  loading.catch(() => loads.delete(application))
  loads.set(application, loading)
  return loading
}

/** Shows its children once every type of record is declared; suspends until then. */
export function Whole({ children }: { children: ReactNode }) {
  const application = useApplication()
  if (!complete.has(application)) use(load(application))
  return children
}

/** Begins to load what comes later, and draws anew once it is there; whoever can't go on without it is told by {@link Whole}. */
export function useLater(): void {
  const application = useApplication()
  const [, setWhole] = useState(complete.has(application))
  useEffect(() => {
    load(application).then(
      () => setWhole(true),
      () => undefined,
    )
  }, [application])
}
