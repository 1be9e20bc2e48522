import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Who } from '../../../kernel/access/who.ts'
import { addFiles, listFiles, removeFile } from '../../../kernel/files/files.server.ts'
import { safeName } from '../../../kernel/files/name.ts'
import { largestFile, withUploads } from '../../../kernel/files/upload.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { isPictureName, pathIn, type Pointer, pointersIn, repointed } from './article-links.ts'
import { readingPath } from './paths.ts'

/** An article that is there, and the text of its file. */
export interface Pointing {
  readonly id: string
  /** The file's path below the folder. */
  readonly source: string
  readonly body: string
}
/** Where files are, and which articles came of which. */
export interface Around {
  readonly folder: string
  readonly numberOf: (source: string) => string | null
}
/** The text with its pictures, files and links in place, what could not be brought along, and whether a file was. */
export interface Attached {
  readonly body: string
  readonly missing: readonly string[]
  readonly hasNew: boolean
}

/** Makes files of the folder that the text points at files of its article, and links to other articles’ files links to these. Again, nothing happens. */
export async function attachAll(
  kernel: Kernel,
  who: Who,
  { id, source, body }: Pointing,
  around: Around,
): Promise<Attached> {
  const missing: string[] = []
  const wanted = new Map<string, Wanted>()
  const addresses = new Map<string, string>()
  for (const pointer of pointersIn(body)) {
    const key = keyOf(pointer)
    if (addresses.has(key) || wanted.has(key)) continue
    const meant = pathIn(source, pointer.target)
    if (!meant) {
      const says = refusalOf(pointer)
      if (says) missing.push(says)
    } else if (/\.(md|markdown)$/i.test(meant.path)) {
      const number = around.numberOf(meant.path)
      if (number) addresses.set(key, `${readingPath(number)}${meant.anchor}`)
      else missing.push(`The link to “${pointer.target}” leads nowhere: no article came of that file.`)
    } else {
      const file = await fileIn(around.folder, meant.path)
      if (typeof file === 'string') missing.push(`“${pointer.target}” ${file}`)
      else wanted.set(key, { ...file, path: meant.path, isShown: pointer.isPicture || isPictureName(meant.path) })
    }
  }
  const kept = await keepFiles(kernel, who, id, [...wanted.values()])
  for (const [key, one] of wanted) {
    const file = kept.files.get(one.path)
    if (file) addresses.set(key, one.isShown ? encodeURIComponent(file.name) : `/api/v1/files/${file.id}`)
  }
  const text = repointed(body, (pointer) => addresses.get(keyOf(pointer)) ?? null)
  return { body: text, missing: [...new Set(missing)], hasNew: kept.hasNew }
}

interface Wanted {
  /** Below the folder, as it is written. */
  readonly path: string
  readonly place: string
  readonly sha256: string
  readonly isShown: boolean
}
const keyOf = ({ target, isPicture }: Pointer): string => `${isPicture ? '!' : ''}${target}`

/** What is wrong with an address that means no file of the folder; null where nothing is. */
function refusalOf({ target, isPicture }: Pointer): string | null {
  if (/^(https?:)?\/\//i.test(target))
    return isPicture ? `The picture “${target}” is on another site: save it into the folder.` : null
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || /^[#?]/.test(target)) return null
  if (target.startsWith('/')) return isPicture ? `The picture “${target}” is not below the folder.` : null
  return `“${target}” is not below the folder.`
}

/** A file below the folder, also by what symbolic links lead to; what is wrong with it, in words. */
async function fileIn(folder: string, below: string): Promise<Pick<Wanted, 'place' | 'sha256'> | string> {
  const top = await realpath(folder)
  const place = await realpath(path.join(top, below)).catch(() => null)
  if (place === null) return 'is not there.'
  if (!place.startsWith(top + path.sep)) return 'is not below the folder.'
  const known = await stat(place)
  if (!known.isFile()) return 'is no file.'
  if (known.size > largestFile) return `is larger than ${largestFile / 1024 / 1024} MB.`
  if (known.size === 0) return 'is empty.'
  return {
    place,
    sha256: createHash('sha256')
      .update(await readFile(place))
      .digest('hex'),
  }
}

/** The article's files by path: those that it has already stay, one with other content takes the place of the one before. */
async function keepFiles(kernel: Kernel, who: Who, id: string, wanted: readonly Wanted[]) {
  const names = namesOf(wanted.map((one) => one.path))
  const files = new Map<string, { readonly id: string; readonly name: string }>()
  const known = wanted.length > 0 ? await listWithHashes(kernel, who, id) : []
  let hasNew = false
  for (const { path: below, place, sha256 } of wanted) {
    const name = names.get(below) ?? safeName(below)
    if (files.has(below)) continue
    const same = known.filter((one) => one.name === name)
    const [old] = same.filter((one) => one.sha256 === sha256)
    if (old) {
      files.set(below, old)
      continue
    }
    const part = { filename: name, file: Object.assign(createReadStream(place), { truncated: false }) }
    const [added] = await withUploads(only(part), safeName, (arrived) => addFiles(kernel, who, { id, arrived }))
    if (added) files.set(below, added)
    for (const other of same) await removeFile(kernel, who, other.id)
    hasNew = true
  }
  return { files, hasNew }
}

/** A name for each path: that of the file, or where two files have the same, with its folders before it. */
function namesOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const one of [...new Set(paths)].sort()) {
    const short = safeName(one)
    const name = taken.has(short) ? safeName(one.replaceAll('/', '-')) : short
    taken.add(name)
    names.set(one, name)
  }
  return names
}

async function listWithHashes(kernel: Kernel, who: Who, id: string) {
  const files = await listFiles(kernel, who, id)
  const rows = await kernel.db.query<{ id: string; sha256: string }>({
    text: 'select id, sha256 from file where record_id = $1',
    values: [id],
  })
  const hashes = new Map(rows.map((row) => [row.id, row.sha256]))
  return files.map((file) => ({ id: file.id, name: file.name, sha256: hashes.get(file.id) ?? '' }))
}

async function* only<T>(one: T): AsyncIterable<T> {
  yield one
}
