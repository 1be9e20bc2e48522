import { type Token, type Tokens, marked } from 'marked'
import { createElement, Fragment, type ReactNode } from 'react'
import css from './field.module.css'

/** Markdown as React elements: HTML in it stays text, links lead to web addresses, mail and this site alone. */
export default function Markdown({ text }: { text: string }) {
  return <div className={css.markdown}>{blocks(marked.lexer(text, { gfm: true, breaks: true }))}</div>
}

const blocks = (tokens: readonly Token[] = []): ReactNode =>
  tokens.map((token, index) => <Fragment key={index}>{node(token)}</Fragment>)

function node(token: Token): ReactNode {
  const draw = draws[token.type]
  return draw ? draw(token as never) : token.raw
}

const draws: Readonly<Record<string, (token: never) => ReactNode>> = {
  space: () => null,
  paragraph: (token: Tokens.Paragraph) => <p>{blocks(token.tokens)}</p>,
  heading: (token: Tokens.Heading) => createElement(`h${Math.min(token.depth + 2, 6)}`, null, blocks(token.tokens)),
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
  image: (token: Tokens.Image) => token.text,
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
