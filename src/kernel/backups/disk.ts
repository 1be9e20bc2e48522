/** How full the disk is that everything is kept on. */
export interface DiskState {
  readonly free: number
  readonly total: number
  readonly level: 'enough' | 'low' | 'full'
}

const gigabyte = 1024 ** 3

/** Judges free space, in bytes: full below 1 GB, low below 5 GB or, on disks up to 500 GB, below a tenth. */
export function judgeDisk({ free, total }: { readonly free: number; readonly total: number }): DiskState {
  const isLow = free < 5 * gigabyte || (free < total / 10 && total <= 500 * gigabyte)
  return { free, total, level: free < gigabyte ? 'full' : isLow ? 'low' : 'enough' }
}

const dayMs = 86_400_000

/** Whether there is no backup, or the last one is older than a day. */
export const isBackupDue = (last: Date | null, now: Date): boolean =>
  last === null || now.getTime() - last.getTime() > dayMs
