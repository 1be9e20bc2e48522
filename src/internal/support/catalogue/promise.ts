/** When an item comes, in words: those it has, or else its working hours. Says so where nothing is promised. */
export function promiseText(item: { readonly promise?: unknown; readonly promiseHours?: unknown }): string {
  const { promise, promiseHours: hours } = item
  if (typeof promise === 'string' && promise.trim() !== '') return promise
  if (typeof hours !== 'number') return 'No delivery time is promised'
  return `Within ${spanOf(hours)}`
}

const dayHours = 8

function spanOf(hours: number): string {
  if (hours === 1) return 'one working hour'
  if (hours < dayHours) return `${hours} working hours`
  const days = Math.ceil(hours / dayHours)
  return days === 1 ? 'one working day' : `${days} working days`
}
