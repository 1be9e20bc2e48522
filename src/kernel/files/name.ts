const longest = 180

/** A file's name as it is kept and offered: no folders, no control or direction characters, nothing that a system reserves; never empty. */
export function safeName(given: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '')
  const name = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain
  return shortened(name) || 'file'
}

// The ending says what it is, so it stays.
function shortened(name: string): string {
  if ([...name].length <= longest) return name
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? ''
  return (
    [...name]
      .slice(0, longest - ending.length)
      .join('')
      .trimEnd() + ending
  )
}

/** The value of `Content-Disposition` that offers a download under this name (RFC 6266). */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
