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
]

/** Draws every chart below an element, one under the other, and hands them to the browser as one PNG file. */
export async function saveCharts(root: HTMLElement, name: string): Promise<void> {
  const charts = [...root.querySelectorAll<SVGSVGElement>('figure svg')]
  const scale = 2
  const images = await Promise.all(charts.map(imageOf))
  const width = Math.max(...images.map((image) => image.width))
  const height = images.reduce((sum, image) => sum + image.height, 0)
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = getComputedStyle(root).getPropertyValue('--qd-surface') || '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  let top = 0
  for (const image of images) {
    context.drawImage(image, 0, top * scale, image.width * scale, image.height * scale)
    top += image.height
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

async function imageOf(chart: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = chart.cloneNode(true) as SVGSVGElement
  const [from, to] = [chart.querySelectorAll('*'), copy.querySelectorAll('*')]
  from.forEach((element, index) => {
    const style = getComputedStyle(element)
    for (const look of looks) to[index]?.setAttribute(look, style.getPropertyValue(look))
  })
  const { width, height } = chart.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const address = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }))
  const image = new Image(width, height)
  image.src = address
  await image.decode()
  URL.revokeObjectURL(address)
  return image
}
