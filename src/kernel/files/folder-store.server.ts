import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { notFound } from '../errors.ts'
import { checked, checkKey } from './content.server.ts'
import type { FileStore } from './file-store.server.ts'

/** Keeps files in a folder, `ab/abcdef…` by their hash. A file is there under its name only when all of it is on the disk. */
export function openFolderStore(folder: string): FileStore {
  const placeOf = (key: string): string => path.join(folder, checkKey(key).slice(0, 2), key)
  return {
    put: async (key, content) => {
      const place = placeOf(key)
      if (await touch(place)) return
      const unfinished = path.join(folder, 'unfinished')
      await mkdir(unfinished, { recursive: true, mode: 0o700 })
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      const temporary = path.join(unfinished, randomUUID())
      try {
        await write(temporary, checked(key, content))
        await rename(temporary, place)
        await sync(path.dirname(place))
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    read: async (key) => {
      const stream = createReadStream(placeOf(key))
      await opened(stream)
      return stream
    },
    remove: (key) => rm(placeOf(key), { force: true }),
    list: () => keysIn(folder),
  }
}

// Putting what is there already makes it young again, so that a clean-up under way spares it.
async function touch(place: string): Promise<boolean> {
  const now = new Date()
  return utimes(place, now, now).then(
    () => true,
    () => false,
  )
}

async function write(place: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(place, 'wx', 0o600)
  try {
    for await (const chunk of content) await file.write(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

// A rename is durable once its folder is written. Windows can't open a folder, and needs no such thing.
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function opened(stream: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('open', () => resolve())
    stream.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? notFound('This file') : error),
    )
  })
}

async function* keysIn(folder: string): AsyncIterable<{ key: string; at: Date }> {
  const parts = await readdir(folder).catch(() => [])
  for (const part of parts.filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    for (const key of (await readdir(path.join(folder, part))).sort()) {
      const found = await stat(path.join(folder, part, key)).catch(() => null)
      if (found) yield { key, at: found.mtime }
    }
  }
}
