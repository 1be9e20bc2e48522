import type { Stored } from './stored.server.ts'

/** The page behind the link of a mail: exactly what is approved, and the two ways to decide. Needs no script. */
export const decisionPage = (approval: Stored, { name, step }: { name: string; step: string }): string =>
  page(
    approval.title,
    `<p class="quiet">${escape(approval.byName)} asks for your approval. You decide as <strong>${escape(name)}</strong>${approval.steps.length > 1 ? `, step “${escape(step)}”` : ''}.</p>
${approval.text ? `<p class="text">${escape(approval.text)}</p>` : ''}
${approval.follows === null ? '' : '<p class="again" role="note">You were asked before, and it has changed since. What it said then is struck through.</p>\n'}<table><tbody>${approval.shown.map(lineOf).join('')}</tbody></table>
<form method="post"><label for="comment">Comment</label>
<textarea id="comment" name="comment" rows="3" maxlength="2000"></textarea>
<div class="ways"><button name="decision" value="yes" class="main">Approve</button> <button name="decision" value="no">Reject</button></div></form>`,
  )

/** The page that says how it went, or why nothing can be decided. */
export const sayingPage = (title: string, says: string): string => page(title, `<p>${escape(says)}</p>`)

const lineOf = ({ label, value, before }: Stored['shown'][number]): string =>
  `<tr><th scope="row">${escape(label)}</th><td>${before === undefined ? '' : `<del>${escape(before) || 'empty'}</del> `}${escape(value) || 'empty'}</td></tr>`

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escape(title)}</title><style>${style}</style></head><body><main><p class="brand">Quarterdeck</p><article><h1>${escape(title)}</h1>
${body}</article></main></body></html>`

const style = `:root{color-scheme:light dark;--line:#e3e5e8;--quiet:#5b636d;--paper:#fff;--ground:#f6f7f9;--main:#1864ab}
@media (prefers-color-scheme:dark){:root{--line:#3a3f45;--quiet:#a3abb5;--paper:#1d2125;--ground:#141719}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:var(--ground)}main{max-width:36rem;margin:0 auto;padding:1.25rem 1rem 2.5rem}
.brand{font-weight:700}article{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.25rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 .75rem}.quiet{color:var(--quiet)}.again{border-left:4px solid #e67700;padding:.5rem .75rem;background:#e6770018}.text{white-space:pre-wrap;border-left:3px solid var(--line);padding-left:.75rem}
table{width:100%;border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.5rem .5rem .5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:400;width:38%;color:var(--quiet)}td{font-variant-numeric:tabular-nums}del{color:var(--quiet)}label{display:block;font-weight:500}
textarea{width:100%;font:inherit;margin:.25rem 0 1rem;padding:.5rem .75rem;border:1px solid var(--quiet);border-radius:6px;background:transparent;color:inherit}
.ways{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}button{font:inherit;font-weight:600;min-height:48px;padding:.5rem 1.25rem;border:1px solid var(--quiet);border-radius:8px;background:transparent;color:inherit;cursor:pointer}
.main{background:var(--main);border-color:var(--main);color:#fff}:focus-visible{outline:3px solid #4dabf7;outline-offset:2px}`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
