import { type Token, type Tokens, marked } from 'marked'
import { type ComponentType, createContext, createElement, Fragment, type ReactNode, useContext, useMemo } from 'react'
import css from './field.module.css'

/** How a page draws some parts of a text in its own way. */
export interface OwnParts {
  /** `place` counts the headings of the text from 0; within quotes and lists they have none. */
  readonly heading?: ComponentType<{ depth: number; place: number; children: ReactNode }>
  readonly image?: ComponentType<{ href: string; text: string }>
}
interface Drawing {
  readonly parts: OwnParts
  readonly headings: readonly Token[]
}
const DrawingContext = createContext<Drawing>({ parts: {}, headings: [] })

interface MarkdownProps {
  readonly text: string
  /** Each end of a line is one on the page, too (true); texts from files are broken anywhere. */
  readonly hasBreaks?: boolean
  readonly className?: string | undefined
  readonly parts?: OwnParts
}
const none: OwnParts = {}

/**
 * Markdown as React elements: HTML in it stays text, but for what is folded; links lead to web addresses, mail and this site
 * alone, and pictures are those of files kept here.
 */
export default function Markdown({ text, hasBreaks = true, className = css.markdown, parts = none }: MarkdownProps) {
  const drawing = useMemo(() => {
    const tokens = marked.lexer(text, { gfm: true, breaks: hasBreaks })
    return { tokens, parts, headings: tokens.filter(({ type }) => type === 'heading') }
  }, [text, hasBreaks, parts])
  return (
    <DrawingContext value={drawing}>
      <div className={className}>{blocks(drawing.tokens)}</div>
    </DrawingContext>
  )
}

function Heading({ token }: { token: Tokens.Heading }) {
  const { parts, headings } = useContext(DrawingContext)
  const place = headings.indexOf(token)
  const { heading: Own } = parts
  if (Own && place >= 0)
    return (
      <Own depth={token.depth} place={place}>
        {blocks(token.tokens)}
      </Own>
    )
  return createElement(`h${Math.min(token.depth + 2, 6)}`, null, blocks(token.tokens))
}

function Picture({ token }: { token: Tokens.Image }) {
  const { image: Own } = useContext(DrawingContext).parts
  if (Own) return <Own href={token.href} text={token.text} />
  const file = kept.exec(token.href)?.[1]
  if (!file) return token.text
  return (
    <a className={css.picture} href={file} target="_blank" rel="noreferrer">
      <picture>
        <source media="(max-width: 600px)" srcSet={`${file}/preview`} />
        <img src={file} alt={token.text || 'Picture'} loading="lazy" />
      </picture>
    </a>
  )
}
/** Pictures of files that are kept here; those of other servers would tell them who reads, and when. */
const kept = /^(\/api\/v1\/files\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/preview$/

function blocks(tokens: readonly Token[] = []): ReactNode {
  const shown: ReactNode[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (!token) continue
    const summary = fold.exec(token.raw)?.[1]
    const end = token.type === 'html' && summary ? tokens.findIndex((one, place) => place > at && isFoldEnd(one)) : -1
    if (end < 0) shown.push(<Fragment key={at}>{node(token)}</Fragment>)
    else {
      shown.push(
        <details key={at} className={css.folded}>
          <summary>{summary}</summary>
          {blocks(tokens.slice(at + 1, end))}
        </details>,
      )
      at = end
    }
  }
  return shown
}
/** What a mail quotes is kept between these two. */
const fold = /^<details><summary>([^<>]{1,80})<\/summary>\s*$/
const isFoldEnd = ({ type, raw }: Token): boolean => type === 'html' && /^<\/details>\s*$/.test(raw)

function node(token: Token): ReactNode {
  const draw = draws[token.type]
  return draw ? draw(token as never) : token.raw
}

const draws: Readonly<Record<string, (token: never) => ReactNode>> = {
  space: () => null,
  paragraph: (token: Tokens.Paragraph) => <p>{blocks(token.tokens)}</p>,
  heading: (token: Tokens.Heading) => <Heading token={token} />,
  blockquote: (token: Tokens.Blockquote) => <blockquote>{blocks(token.tokens)}</blockquote>,
  list: (token: Tokens.List) => {
    const items = token.items.map((item, index) => (
      <li key={index}>
        {item.task && `${item.checked ? '☑' : '☐'} `}
        {blocks(item.tokens)}
      </li>
    ))
    return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>
  },
  text: (token: Tokens.Text) => (token.tokens ? blocks(token.tokens) : unescape(token.text)),
  escape: (token: Tokens.Escape) => token.text,
  strong: (token: Tokens.Strong) => <strong>{blocks(token.tokens)}</strong>,
  em: (token: Tokens.Em) => <em>{blocks(token.tokens)}</em>,
  del: (token: Tokens.Del) => <del>{blocks(token.tokens)}</del>,
  codespan: (token: Tokens.Codespan) => <code>{token.text}</code>,
  code: (token: Tokens.Code) => (
    <pre>
      <code>{token.text}</code>
    </pre>
  ),
  br: () => <br />,
  hr: () => <hr />,
  link: (token: Tokens.Link) =>
    isSafe(token.href) ? (
      <a href={token.href} rel="noreferrer noopener">
        {blocks(token.tokens)}
      </a>
    ) : (
      blocks(token.tokens)
    ),
  image: (token: Tokens.Image) => <Picture token={token} />,
  table: (token: Tokens.Table) => (
    <table>
      <thead>
        <tr>
          {token.header.map((cell, index) => (
            <th key={index}>{blocks(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{blocks(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ),
}

const isSafe = (href: string): boolean => /^(https?:|mailto:|\/(?!\/))/i.test(href)

const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => named[entity] ?? entity)
