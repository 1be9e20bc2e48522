import { Skeleton } from '@mantine/core'
import { createContext, createElement, lazy, type ReactNode, Suspense, useContext, useMemo } from 'react'
import type { OwnParts } from '../../../kernel/web/field/markdown.web.tsx'
import type { Heading } from './outline.ts'
import css from './reading.module.css'

const Markdown = lazy(() => import('../../../kernel/web/field/markdown.web.tsx'))

interface Around {
  readonly outline: readonly Heading[]
  readonly files: readonly { readonly id: string; readonly name: string }[]
}
const AroundText = createContext<Around>({ outline: [], files: [] })

/** The text of an article as its readers see it: headings with anchors, pictures from its own files. */
export function ArticleText({ text, outline, files }: Around & { readonly text: string }) {
  const around = useMemo(() => ({ outline, files }), [outline, files])
  return (
    <AroundText value={around}>
      <Suspense fallback={<Skeleton h={240} />}>
        <Markdown text={text} hasBreaks={false} className={css.text} parts={parts} />
      </Suspense>
    </AroundText>
  )
}

function Anchored({ depth, place, children }: { depth: number; place: number; children: ReactNode }) {
  const heading = useContext(AroundText).outline[place]
  return createElement(
    depth <= 2 ? 'h2' : depth === 3 ? 'h3' : 'h4',
    { id: heading?.anchor },
    children,
    heading && (
      <a className={css.anchor} href={`#${heading.anchor}`} aria-label={`Link to “${heading.text}”`}>
        #
      </a>
    ),
  )
}

/** Pictures come from the article's own files alone: others would tell other sites who reads. */
function Picture({ href, text }: { href: string; text: string }) {
  const { files } = useContext(AroundText)
  const name = nameIn(href)
  const file = files.find((one) => one.name === name || href === `/api/v1/files/${one.id}`)
  if (!file) return <em className={css.missing}>{text || name}</em>
  return <img className={css.picture} src={`/api/v1/files/${file.id}`} alt={text} loading="lazy" />
}

const parts: OwnParts = { heading: Anchored, image: Picture }

/** The file's name at the end of an address, as people write it. */
function nameIn(href: string): string {
  const name = href.replace(/^.*\//, '')
  try {
    return decodeURIComponent(name)
  } catch {
    // A stray % is part of the name.
    return name
  }
}
