interface Answer {
  readonly number: string
  readonly title: string
  /** Markdown, and the same as safe HTML. */
  readonly text: string
  readonly html: string
  /** The address of this installation. */
  readonly url: string
}

/** What somebody said on a ticket as a mail: their words alone, and at its end how to go on. */
export function answerLetter({ number, title, text, html, url }: Answer): {
  readonly text: string
  readonly html: string
} {
  const close = 'Answer this mail to add something.'
  const font = `font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`
  return {
    text: `${plain(text)}\n\n-- \n${number} · ${title}\n${close}`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body style="${font};font-size:15px;line-height:1.5">${absolute(html, url)}<p style="color:#6b7078;font-size:13px;border-top:1px solid #d9dce1;padding-top:8px">${escapeHtml(`${number} · ${title}`)}<br>${close}</p></body></html>`,
  }
}

/** Markdown as it reads in a plain mail: signs that were escaped are themselves again, and nothing is folded. */
const plain = (text: string): string =>
  text
    .replaceAll(/<details><summary>[^<]*<\/summary>|<\/details>/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/@\[([^\]]*)\]\([^)]*\)/g, '@$1')
    .replaceAll(/\\([\\`*_[\]<>|~#.)+=-])/g, '$1')
    .trim()

/** Links that lead here lead here from a mail, too; pictures go along as files instead. */
const absolute = (html: string, url: string): string =>
  html.replaceAll(/<img [^>]*>/g, '').replaceAll(/href="\/(?!\/)/g, `href="${url}/`)

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
