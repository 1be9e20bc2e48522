import { sizeText } from '../../../kernel/files/size.ts'

/** A file of the ticket that an answer shows or names. */
export interface AnswerFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly isPicture: boolean
}
interface Answer {
  readonly number: string
  readonly title: string
  /** Markdown, and the same as safe HTML. */
  readonly text: string
  readonly html: string
  /** The address of this installation. */
  readonly url: string
  /** What goes along; the mail names what doesn't, with a link. */
  readonly attached: readonly AnswerFile[]
  readonly left: readonly (AnswerFile & { readonly link: string })[]
  /** Where whoever gets it can answer by a page; only in a mail to one person, whose it is. */
  readonly link?: string | undefined
  /** Whether an answer by mail is read. */
  readonly takesMail: boolean
}

/** What somebody said on a ticket as a mail: their words and pictures, what doesn't fit into a mail by a link, and at its end how to go on. */
export function answerLetter({ number, title, text, html, url, attached, left, link, takesMail }: Answer): {
  readonly text: string
  readonly html: string
} {
  const close = takesMail ? 'Answer this mail to add something.' : 'Mails to this address are read by nobody.'
  const way = takesMail ? 'Or answer on a page' : 'Answer'
  const font = `font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`
  const tooLarge = left.map((file) => ({ says: `${file.name} (${sizeText(file.size)})`, to: file.link }))
  const [textLeft, htmlLeft] =
    left.length === 0
      ? ['', '']
      : [
          `\n\n${leftWords(left, takesMail)}\n${tooLarge.map(({ says, to }) => `${says}: ${to}`).join('\n')}`,
          `<p>${leftWords(left, takesMail)}<br>${tooLarge.map(({ says, to }) => `<a href="${to}">${escapeHtml(says)}</a>`).join('<br>')}</p>`,
        ]
  return {
    text: `${plain(text)}${textLeft}\n\n-- \n${number} · ${title}\n${close}${link ? `\n${way}: ${link}` : ''}`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="${font};font-size:15px;line-height:1.5">${absolute(withFiles(html, attached), url)}${htmlLeft}${link && !takesMail ? buttonOf(link, way) : ''}<p style="color:#6b7078;font-size:13px;border-top:1px solid #d9dce1;padding-top:8px">${escapeHtml(`${number} · ${title}`)}<br>${close}${link && takesMail ? ` <a href="${escapeHtml(link)}">${way}</a>` : ''}</p></body></html>`,
  }
}

/** The name by which the HTML of a mail shows a picture that goes along. */
export const cidOf = ({ id }: Pick<AnswerFile, 'id'>): string => `${id}@quarterdeck`

const megabyte = 1024 * 1024

/** Which files go along, in their order, up to so many megabytes altogether; a smaller one behind a large one still does. */
export function partFiles<F extends Pick<AnswerFile, 'size'>>(
  files: readonly F[],
  mostMegabytes: number,
): { readonly attached: readonly F[]; readonly left: readonly F[] } {
  let room = mostMegabytes * megabyte
  const attached: F[] = []
  const left: F[] = []
  for (const file of files) {
    if (file.size > room) left.push(file)
    else {
      room -= file.size
      attached.push(file)
    }
  }
  return { attached, left }
}

function leftWords({ length }: readonly unknown[], takesMail: boolean): string {
  const isOne = length === 1
  const why = takesMail
    ? `${isOne ? 'This file is' : 'These files are'} too large for a mail.`
    : isOne
      ? 'A file comes with it.'
      : 'Files come with it.'
  return `${why} For ${sentFileDays} days ${isOne ? 'it is' : 'they are'} here:`
}

/** How long a file that didn't go along can be opened by its link. */
export const sentFileDays = 30

/** What is told of a file by its address becomes the picture or the name of what goes along; a picture that doesn't, its name. */
function withFiles(html: string, attached: readonly AnswerFile[]): string {
  const known = new Map(attached.map((file) => [file.id, file]))
  return html
    .replaceAll(/<img ([^>]*)>/g, (_whole, attributes: string) => {
      const file = known.get(filePath.exec(attributes)?.[1] ?? '')
      const alt = /\balt="([^"]*)"/.exec(attributes)?.[1] ?? ''
      return file?.isPicture ? `<img src="cid:${cidOf(file)}" alt="${alt}" style="max-width:100%">` : alt
    })
    .replaceAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (whole, href: string, says: string) =>
      filePath.test(href) ? says : whole,
    )
}
const filePath = /\/api\/v1\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/

const buttonOf = (link: string, label: string): string =>
  `<p style="margin:20px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#2b5fc7;color:#fff;text-decoration:none;font-weight:600">${label}</a></p>`

/** Markdown as it reads in a plain mail: signs that were escaped are themselves again, nothing is folded, and files are their names. */
const plain = (text: string): string =>
  text
    .replaceAll(/<details><summary>[^<]*<\/summary>|<\/details>/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\(\/api\/v1\/files\/[^)]*\)/g, '$1')
    .replaceAll(/@\[([^\]]*)\]\([^)]*\)/g, '@$1')
    .replaceAll(/\\([\\`*_[\]<>|~#.)+=-])/g, '$1')
    .trim()

/** Links that lead here lead here from a mail, too. */
const absolute = (html: string, url: string): string => html.replaceAll(/href="\/(?!\/)/g, `href="${url}/`)

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
