import { createHash } from 'node:crypto'

/** Pictures that a preview is made of. SVG is a document with scripts, not a picture. */
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/tiff']
const longestEdge = 480
/** A picture with more pixels is not opened: a small file can hold a huge one. */
const mostPixels = 60_000_000
const mostSeconds = 10

/** A small WebP of a picture, upright and without what the camera noted; null for anything else, and for what can't be opened. */
export async function makePreview({
  type,
  place,
}: {
  readonly type: string
  readonly place: string
}): Promise<{ readonly sha256: string; readonly bytes: Buffer } | null> {
  if (!pictures.includes(type)) return null
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  try {
    const bytes = await sharp(place, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: mostSeconds })
      .rotate()
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  } catch {
    return null
  }
}
