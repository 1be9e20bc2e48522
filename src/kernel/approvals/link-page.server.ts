import type { Stored } from './stored.server.ts'

/** The page behind the link of a mail: exactly what is approved, and the two ways to decide. Needs no script. */
export const decisionPage = (approval: Stored, { name, step }: { name: string; step: string }): string =>
  page(
    approval.title,
    `<p>${escape(approval.byName)} asks for your approval. You decide as <strong>${escape(name)}</strong>, step “${escape(step)}”.</p>
${approval.text ? `<p class="text">${escape(approval.text)}</p>` : ''}
${approval.follows === null ? '' : '<p class="again" role="note">You were asked before, and it has changed since. What it said then is struck through.</p>\n'}<table><tbody>${approval.shown.map(lineOf).join('')}</tbody></table>
<form method="post"><label for="comment">Comment</label>
<textarea id="comment" name="comment" rows="3" maxlength="2000"></textarea>
<div><button name="decision" value="yes" class="main">Approve</button> <button name="decision" value="no">Reject</button></div></form>`,
  )

/** The page that says how it went, or why nothing can be decided. */
export const sayingPage = (title: string, says: string): string => page(title, `<p>${escape(says)}</p>`)

const lineOf = ({ label, value, before }: Stored['shown'][number]): string =>
  `<tr><th scope="row">${escape(label)}</th><td>${before === undefined ? '' : `<del>${escape(before) || 'empty'}</del> `}${escape(value) || 'empty'}</td></tr>`

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>
${body}</main></body></html>`

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:40rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.35rem}table{width:100%;border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .5rem .4rem 0;border-top:1px solid #8884;overflow-wrap:anywhere}
th{font-weight:500;width:35%}.text{white-space:pre-wrap}.again{border-left:4px solid #e67700;padding:.4rem .75rem;background:#e6770018}label{display:block}textarea{width:100%;box-sizing:border-box;font:inherit;margin:.25rem 0 1rem}
button{font:inherit;padding:.5rem 1.25rem;border:1px solid;border-radius:6px;cursor:pointer}.main{background:#1864ab;border-color:#1864ab;color:#fff}`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
