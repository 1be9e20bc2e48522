import { escapeHtml as escape, linkPage as page } from '../mail/link-page.server.ts'
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

const lineOf = ({ label, value, before }: Stored['shown'][number]): string =>
  `<tr><th scope="row">${escape(label)}</th><td>${before === undefined ? '' : `<del>${escape(before) || 'empty'}</del> `}${escape(value) || 'empty'}</td></tr>`
