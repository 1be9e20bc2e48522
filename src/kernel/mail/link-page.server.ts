import type { FastifyInstance, FastifyReply } from 'fastify'

/** A page behind the link of a mail, which needs no script and no sign-in: title and body, which is HTML. */
export const linkPage = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><p class="brand">Quarterdeck</p><article><h1>${escapeHtml(title)}</h1>
${body}</article></main></body></html>`

/** The page that says how it went, or why nothing can be done, with one way on. */
export const sayingPage = (
  title: string,
  says: string,
  way?: { readonly label: string; readonly to: string },
): string =>
  linkPage(
    title,
    `<p>${escapeHtml(says)}</p>${way ? `<p><a href="${escapeHtml(way.to)}">${escapeHtml(way.label)}</a></p>` : ''}`,
  )

/** Text as HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Sends such a page: kept by nobody, found by no search engine, and telling nobody where it was. */
export const sendLinkPage = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply
    .code(status)
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
    .type('text/html; charset=utf-8')
    .send(html)

/** Lets the routes of this part take what the forms of such pages send, as `URLSearchParams`. */
export function linkForms(app: FastifyInstance): void {
  const form = 'application/x-www-form-urlencoded'
  app.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 20_000 }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
}

const style = `:root{color-scheme:light dark;--line:#e3e5e8;--quiet:#5b636d;--paper:#fff;--ground:#f6f7f9;--main:#1864ab}
@media (prefers-color-scheme:dark){:root{--line:#3a3f45;--quiet:#a3abb5;--paper:#1d2125;--ground:#141719}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:var(--ground)}main{max-width:36rem;margin:0 auto;padding:1.25rem 1rem 2.5rem}
.brand{font-weight:700}article{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.25rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 .75rem}.quiet{color:var(--quiet)}.again{border-left:4px solid #e67700;padding:.5rem .75rem;background:#e6770018}.text{white-space:pre-wrap;border-left:3px solid var(--line);padding-left:.75rem}
table{width:100%;border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.5rem .5rem .5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
th{font-weight:400;width:38%;color:var(--quiet)}td{font-variant-numeric:tabular-nums;white-space:pre-line}del{color:var(--quiet)}label{display:block;font-weight:500}
h2{font-size:1rem;margin:1.25rem 0 .5rem}ul{padding-left:1.25rem}input[type=password]{width:100%;min-height:44px;font:inherit;padding:.5rem .75rem;border:1px solid var(--quiet);border-radius:6px;background:transparent;color:inherit}input[type=file]{max-width:100%;min-height:44px;font:inherit}
textarea{width:100%;font:inherit;margin:.25rem 0 1rem;padding:.5rem .75rem;border:1px solid var(--quiet);border-radius:6px;background:transparent;color:inherit}
.ways{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}button{font:inherit;font-weight:600;min-height:48px;padding:.5rem 1.25rem;border:1px solid var(--quiet);border-radius:8px;background:transparent;color:inherit;cursor:pointer}
a{color:light-dark(#1864ab,#74c0fc);text-underline-offset:3px}.main{background:var(--main);border-color:var(--main);color:#fff}fieldset.stars{border:0;margin:0 0 1rem;padding:0}legend{font-weight:500;padding:0;margin-bottom:.25rem}.star{display:flex;gap:.6rem;align-items:center;min-height:44px;padding:0 .75rem;margin-bottom:.25rem;border:1px solid var(--line);border-radius:8px;font-weight:400;cursor:pointer}.star:has(:checked){border-color:var(--main);background:color-mix(in srgb,var(--main) 12%,transparent)}.star span{color:#c27803;min-width:5.2em}
:focus-visible{outline:3px solid #4dabf7;outline-offset:2px}`
