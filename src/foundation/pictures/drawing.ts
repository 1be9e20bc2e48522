/** A picture in plain shapes, for files: what is on the screen, without what only a screen can do. */
export interface Drawing {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  readonly strokes: readonly Stroke[]
}
export interface Shape {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The first line is the name; the others say more about it. */
  readonly lines: readonly string[]
  /** A bar at the left edge. */
  readonly colour?: string
  readonly isRound?: boolean
  readonly isDashed?: boolean
}
export interface Stroke {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly hasArrow?: boolean
}

const margin = 24
const head = 36
const letterWidth = 0.54

/** The drawing as an SVG document in black on white, complete in itself: it opens in any program. */
export function svgOf({ title, width, height, shapes, strokes }: Drawing): string {
  const [w, h] = [Math.ceil(width + 2 * margin), Math.ceil(height + 2 * margin + head)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title>${escape(title)}</title>`,
    `<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#6b7480"/></marker></defs>`,
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    text({ x: margin, y: margin + 10, size: 16, weight: 600, fill: '#1b1f24' }, title),
    `<g transform="translate(${margin} ${margin + head})">`,
    ...strokes.map(stroke),
    ...shapes.map(shape),
    '</g></svg>',
  ].join('\n')
}

function stroke({ points, hasArrow }: Stroke): string {
  const path = points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
  return `<path d="${path}" fill="none" stroke="#a4abb4"${hasArrow ? ' marker-end="url(#end)"' : ''}/>`
}

function shape({ x, y, width, height, lines, colour, isRound, isDashed }: Shape): string {
  const box = `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${isRound ? height / 2 : 6}" fill="#ffffff" stroke="#cbd0d6"${isDashed ? ' stroke-dasharray="4 3"' : ''}/>`
  const bar = colour
    ? `<rect x="${round(x)}" y="${round(y + 6)}" width="3" height="${round(height - 12)}" fill="${escape(colour)}"/>`
    : ''
  const first = y + height / 2 - (lines.length - 1) * 8 + 4
  const inset = isRound ? height / 3 : 12
  const words = lines.map((line, n) => {
    const size = n === 0 ? 13 : 11
    const style = {
      x: x + inset,
      y: first + n * 16,
      size,
      weight: n === 0 ? 600 : 400,
      fill: n === 0 ? '#1b1f24' : '#5f6874',
    }
    return text(style, fit(line, width - 2 * inset, size))
  })
  return `${box}${bar}${words.join('')}`
}

interface Type {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: number
  readonly fill: string
}
const text = ({ x, y, size, weight, fill }: Type, words: string): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escape(words)}</text>`

/** Shortens words to what fits, by the width of an average letter. */
function fit(words: string, width: number, size: number): string {
  const most = Math.max(Math.floor(width / (size * letterWidth)), 1)
  const letters = [...words]
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

const round = (value: number): number => Math.round(value * 10) / 10

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** XML text: what has a meaning there is spelled out, what XML 1.0 doesn't allow at all is left out. */
const escape = (words: string): string =>
  words
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
