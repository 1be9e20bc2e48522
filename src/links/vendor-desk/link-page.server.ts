import { sizeText } from '../../kernel/files/size.ts'
import { escapeHtml as escape, linkPage } from '../../kernel/mail/link-page.server.ts'
import type { ForVendor, Heard } from './for-vendor.ts'
import { clockWords, type TheirClock } from './their-clock.ts'

interface Shown {
  readonly seen: ForVendor
  readonly contactName: string
  readonly clock: TheirClock | null
  readonly now: Date
  /** Where files are opened: the address of this page. */
  readonly address: string
  readonly text?: string
  /** What is missing. */
  readonly says?: string
}

/** One ticket as a vendor's contact sees it behind their link: to read, to answer, and to give back. Needs no script. */
export const vendorPage = ({ seen, contactName, clock, now, address, text = '', says }: Shown): string =>
  linkPage(
    seen.subject,
    `<p class="quiet">${escape(seen.number)}${clock ? `, ${escape(clockWords(clock, { whose: 'your', now, timeZone: null }))}` : ''}. You answer as <strong>${escape(contactName)}</strong>.</p>
<p class="text">${escape(seen.told)}</p>
${seen.description ? `<h2>What was reported</h2><p class="text">${escape(seen.description)}</p>` : ''}
${saidPart('What was said before', seen.before)}
${filesPart(seen, address)}
${saidPart('What was said with you', seen.said)}
${says ? `<p class="again" role="alert">${escape(says)}</p>` : ''}
<form method="post" enctype="multipart/form-data"><label for="text">Your answer</label>
<textarea id="text" name="text" rows="5" maxlength="10000">${escape(text)}</textarea>
<label for="files">Files, if it takes any</label><p><input id="files" name="files" type="file" multiple></p>
<p><button name="do" value="say" class="main">Send the answer</button></p>
<p class="quiet">Or give it back, with your words above:</p>
<div class="ways"><button name="do" value="done">It is done</button> <button name="do" value="notOurs">It is not ours</button></div></form>`,
  )

const saidPart = (title: string, said: readonly Heard[]): string =>
  said.length === 0
    ? ''
    : `<h2>${title}</h2>${said
        .map(
          ({ by, at, text }) =>
            `<p class="quiet">${escape(by)}, <time datetime="${at}">${whenWords(at)}</time></p><p class="text">${escape(text)}</p>`,
        )
        .join('\n')}`

const filesPart = ({ files }: ForVendor, address: string): string =>
  files.length === 0
    ? ''
    : `<h2>Files</h2><ul>${files
        .map(
          ({ id, name, size }) =>
            `<li><a href="${escape(address)}/files/${id}">${escape(name)}</a> <span class="quiet">${sizeText(size)}</span></li>`,
        )
        .join('')}</ul>`

const whenWords = (at: string): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`
