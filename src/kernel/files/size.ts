const units = ['bytes', 'KB', 'MB', 'GB'] as const

/** 1536 → '1.5 KB'; bytes in steps of 1024. */
export function sizeText(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1)
  const size = bytes / 1024 ** step
  return `${size.toFixed(step === 0 || size >= 100 ? 0 : 1)} ${units[step]}`
}
