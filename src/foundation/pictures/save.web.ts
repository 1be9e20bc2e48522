import { type Drawing, svgOf } from './drawing.ts'

/** Hands the picture to the browser as an SVG file. */
export function saveSvg(name: string, drawing: Drawing): void {
  offer(`${name}.svg`, new Blob([svgOf(drawing)], { type: 'image/svg+xml' }))
}

/** Twice the size of the screen's, so that it prints sharp; never more than browsers can draw. */
const scale = 2
const mostPixels = 12_000

/** Draws the picture and hands it to the browser as a PNG file. */
export async function savePng(name: string, drawing: Drawing): Promise<void> {
  const address = URL.createObjectURL(new Blob([svgOf(drawing)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const factor = Math.min(scale, mostPixels / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * factor
    canvas.height = image.naturalHeight * factor
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob) offer(`${name}.png`, blob)
  } finally {
    URL.revokeObjectURL(address)
  }
}

function offer(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
