import { useNavigate } from '@tanstack/react-router'
import { lazy, type MouseEvent, Suspense } from 'react'
import { pathOf } from '../../record/registry.ts'
import { useRegistry } from '../application.web.ts'
import { plainText } from '../field/words.ts'
import { linkedMentions } from './mention.ts'
import stream from './stream.module.css'

const Markdown = lazy(() => import('../field/markdown.web.tsx'))

/** What someone wrote, as Markdown, with mentions that lead to their records. */
export function Said({ text }: { text: string }) {
  const registry = useRegistry()
  const navigate = useNavigate()
  const written = linkedMentions(text, (type) => {
    const record = registry.records.find((one) => one.name === type)
    return record ? pathOf(record) : null
  })
  const stay = (event: MouseEvent) => {
    const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : null
    if (!href?.startsWith('/') || href.startsWith('/api/') || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void navigate({ to: href })
  }
  return (
    // Keyboard users follow the links themselves; this only keeps a click inside the app.
    <div className={stream.said} role="presentation" onClick={stay}>
      <Suspense fallback={plainText(written)}>
        <Markdown text={written} />
      </Suspense>
    </div>
  )
}
