/** What the look of a drawing comes from. */
const looks = [
  'stroke',
  'fill',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'paint-order',
]
/** Above each chart its name, below it what its colours mean. */
const head = 34
const foot = 30
const edge = 16

/** Hands every chart below an element, one under the other with its name and its legend, to the browser as one file. */
export async function saveCharts(
  root: HTMLElement,
  { name, kind }: { readonly name: string; readonly kind: 'png' | 'svg' },
): Promise<void> {
  const drawing = drawingOf(root)
  const blob = kind === 'svg' ? new Blob([drawing.text], { type: 'image/svg+xml' }) : await pngOf(drawing)
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

interface Drawing {
  readonly text: string
  readonly width: number
  readonly height: number
}

function drawingOf(root: HTMLElement): Drawing {
  const style = getComputedStyle(root)
  const colour = (property: string, otherwise: string): string => style.getPropertyValue(property).trim() || otherwise
  const [ink, dim, ground] = [colour('--qd-text', '#111'), colour('--qd-dim', '#555'), colour('--qd-surface', '#fff')]
  const font = `font-family="${escaped(style.fontFamily)}"`
  const words = (text: string, look: string): string => `<text ${font} ${look}>${escaped(text)}</text>`
  let top = edge
  let width = 0
  const parts: string[] = []
  for (const chart of root.querySelectorAll<SVGSVGElement>('figure svg')) {
    const box = chart.viewBox.baseVal
    const legend = [...(chart.closest('figure')?.querySelectorAll<HTMLElement>('figcaption > span') ?? [])]
    parts.push(
      words(
        chart.getAttribute('aria-label') ?? '',
        `x="${edge}" y="${top + 18}" font-size="15" font-weight="600" fill="${ink}"`,
      ),
      `<g transform="translate(${edge} ${top + head})">${copyOf(chart)}</g>`,
      ...legend.map((one, place) => {
        const at = edge + place * (box.width / legend.length)
        const line = top + head + box.height
        const tone = getComputedStyle(one.querySelector('i') ?? one).backgroundColor
        const patterned = /^rgba?\(0, 0, 0, 0\)$/.test(tone) ? colour('--qd-tone-warning', '#c77') : tone
        return `<rect x="${at}" y="${line + 10}" width="12" height="4" fill="${patterned}"/>${words(
          one.textContent ?? '',
          `x="${at + 18}" y="${line + 17}" font-size="12" fill="${dim}"`,
        )}`
      }),
    )
    width = Math.max(width, box.width + 2 * edge)
    top += head + box.height + foot
  }
  const height = top + edge
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${ground}"/>${parts.join('')}</svg>`
  return { text, width, height }
}

/** A chart that looks the same without the page's styles. */
function copyOf(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement
  const [from, to] = [chart.querySelectorAll('*'), copy.querySelectorAll('*')]
  from.forEach((element, index) => {
    const style = getComputedStyle(element)
    for (const look of looks) to[index]?.setAttribute(look, style.getPropertyValue(look))
  })
  for (const { name } of [...copy.attributes]) if (name !== 'viewBox') copy.removeAttribute(name)
  const { width, height } = chart.viewBox.baseVal
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function pngOf({ text, width, height }: Drawing): Promise<Blob | null> {
  const scale = 2
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  const image = new Image(width, height)
  image.src = address
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(address)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
