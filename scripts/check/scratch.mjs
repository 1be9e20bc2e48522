// Where servers that are thrown away keep their data.
import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'
/** In bytes; so much is free only where the machine has at least twice as much. */
const plenty = 6 * 2 ** 30

/** In memory where there is plenty of it: to clone the template, 1,600 files, takes 30 ms there and a second on a disk. */
export function scratchFolder() {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= plenty ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}
