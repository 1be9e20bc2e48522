import { useEffect } from 'react'
import { useApplication } from './application.web.ts'

/** Names the page in the browser's tab: 'People · Quarterdeck'. */
export function useTitle(title: string | null): void {
  const { name } = useApplication()
  useEffect(() => {
    document.title = title ? `${title} · ${name}` : name
  }, [title, name])
}
