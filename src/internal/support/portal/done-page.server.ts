import { escapeHtml as escape, linkPage } from '../../../kernel/mail/link-page.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { scoreWords } from './scores.ts'

interface Shown {
  readonly name: string
  readonly score: number | null
  readonly comment: string
  /** What is missing. */
  readonly says?: string
}

/** Asks whether it worked and how it was: five stars, a few words, and two ways on. Needs no script. */
export const donePage = (ticket: Row, { name, score, comment, says }: Shown): string =>
  linkPage(
    `Did it work? ${ticket.title}`,
    `<p class="quiet">${escape(name)}, this is done: ${escape(ticket.number ?? '')}.</p>
${typeof ticket['resolution'] === 'string' ? `<p class="text">${escape(ticket['resolution'])}</p>` : ''}
${says ? `<p class="again" role="alert">${escape(says)}</p>` : ''}
<form method="post"><fieldset class="stars"><legend>How content are you?</legend>
${scoreWords.map((one) => star(one, score)).join('\n')}</fieldset>
<label for="comment">In your words</label>
<textarea id="comment" name="comment" rows="3" maxlength="2000">${escape(comment)}</textarea>
<div class="ways">${
      ticket.state === 'resolved'
        ? '<button name="do" value="confirm" class="main">It works</button> <button name="do" value="reopen">It doesn’t work</button>'
        : '<button name="do" value="rate" class="main">Send</button>'
    }</div></form>`,
  )

const star = ({ score, says }: (typeof scoreWords)[number], chosen: number | null): string =>
  `<label class="star"><input type="radio" name="score" value="${score}"${score === chosen ? ' checked' : ''}> <span aria-hidden="true">${'★'.repeat(score)}</span> ${says}</label>`
