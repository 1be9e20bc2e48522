export const lines = (...all: readonly string[]): string => all.join('\r\n')
export const head = (name: string, ...more: readonly string[]): string =>
  lines(
    'From: Ada Holm <ada@nordlys.example>',
    'To: desk@deck.example',
    `Subject: ${name}`,
    `Message-ID: <${name.replaceAll(' ', '-')}@unusual.example>`,
    'Date: Tue, 3 Mar 2026 09:00:00 +0100',
    'MIME-Version: 1.0',
    ...more,
  )
export const part = (type: string, content: string, ...more: readonly string[]): string =>
  lines(`Content-Type: ${type}`, ...more, '', content)
export const multipart = (kind: string, ...parts: readonly string[]): string => {
  const boundary = `b-${kind.replaceAll(/\W/g, '').slice(0, 20)}`
  return lines(
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((one) => [`--${boundary}`, one]),
    `--${boundary}--`,
    '',
  )
}
export const base64 = (bytes: Buffer | string): string =>
  Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
export const text = (content: string): string => part('text/plain; charset=utf-8', content)
export const file = (name: string, type: string, content: Buffer | string): string =>
  part(
    `${type}; name="${name}"`,
    base64(content),
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
  )
export const invitation = lines(
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:1@nordlys.example',
  'DTSTART:20260305T090000Z',
  'SUMMARY:Printer repair',
  'END:VEVENT',
  'END:VCALENDAR',
)
export const forwarded = head('Within', part('text/plain; charset=utf-8', 'What was passed on.'))
