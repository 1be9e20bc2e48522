import { useEffect } from 'react'

type Keys = readonly (readonly [keys: string, does: string])[]

let current: { readonly title: string; readonly keys: Keys } | null = null

/** Lets the sheet of keys show those of a hand-written page, while it is open. */
export function usePageKeys(title: string, keys: Keys): void {
  useEffect(() => {
    const own = { title, keys }
    current = own
    return () => {
      if (current === own) current = null
    }
  }, [title, keys])
}

/** The keys of the page that is open; null where it has none of its own. */
export const pageKeys = () => current
