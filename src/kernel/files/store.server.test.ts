import { createServer, type Server } from 'node:http'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolderStore } from './folder-store.server.ts'
import { openS3Store } from './s3-store.server.ts'
import { sha256 } from './signature.server.ts'
import type { FileStore } from './store.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-files-'))
const bucket = new Map<string, Buffer>()
let failing = 0
// Speaks as much of S3 as the store uses; that the signature is right is proven by the published examples.
const s3: Server = createServer(async (request, response) => {
  if (failing-- > 0) return response.writeHead(503).end('slow down')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '', 'http://s3')
  const key = url.pathname.replace('/bucket/', '')
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
    return response.writeHead(403).end()
  if (request.method === 'PUT') bucket.set(key, Buffer.concat(chunks))
  if (request.method === 'DELETE') bucket.delete(key)
  if (url.searchParams.has('list-type')) {
    const keys = [...bucket.keys()].sort()
    const at = Number(url.searchParams.get('continuation-token') ?? 0)
    const next = at + 1 < keys.length ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : ''
    return response.end(
      `<ListBucketResult>${keys
        .slice(at, at + 1)
        .map((one) => `<Contents><Key>${one}</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>`)
        .join('')}${next}</ListBucketResult>`,
    )
  }
  const found = bucket.get(key)
  return found || request.method !== 'GET' ? response.end(found) : response.writeHead(404).end()
})
beforeAll(() => new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve)))
afterAll(() => {
  s3.close()
  rmSync(folder, { recursive: true })
})

const stores: Readonly<Record<string, () => FileStore>> = {
  folder: () => openFolderStore(folder),
  s3: () =>
    openS3Store({
      url: `http://127.0.0.1:${(s3.address() as AddressInfo).port}/bucket`,
      region: 'eu-central-1',
      accessKey: 'key',
      secretKey: 'secret',
    }),
}

describe.each(Object.keys(stores))('the %s store', (kind) => {
  const text = 'Bill of lading'
  const key = sha256(text)

  test('keeps content by its hash, once, and gives it back', async () => {
    const store = stores[kind]?.() as FileStore
    await store.put(key, content(text))
    await store.put(key, content(text))
    await store.put(sha256('second'), content('second'))
    expect(await textOf(store, key)).toBe(text)
    const keys: string[] = []
    for await (const one of store.list()) keys.push(one.key)
    expect(keys.sort()).toEqual([key, sha256('second')].sort())
    await store.remove(key)
    await store.remove(key)
    await expect(textOf(store, key)).rejects.toMatchObject({ code: 'NotFound' })
  })

  test('refuses a wrong hash and a key that is a path, and leaves nothing behind', async () => {
    const store = stores[kind]?.() as FileStore
    await expect(store.put(sha256('other'), content(text))).rejects.toThrow('isn’t what its key says')
    await expect(textOf(store, sha256('other'))).rejects.toMatchObject({ code: 'NotFound' })
    await expect((async () => store.read('../../etc/passwd'))()).rejects.toThrow('SHA-256')
    expect(readdirSync(path.join(folder, 'unfinished'))).toEqual([])
  })
})

test('a store that is busy is asked again', async () => {
  failing = 2
  const store = stores['s3']?.() as FileStore
  await store.put(sha256('patience'), content('patience'))
  expect(await textOf(store, sha256('patience'))).toBe('patience')
})

test('a folder holds only what it is told to list', async () => {
  writeFileSync(path.join(folder, 'README'), 'not ours')
  for await (const one of openFolderStore(folder).list()) expect(one.key).toMatch(/^[0-9a-f]{64}$/)
})

async function* content(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text.slice(0, 3))
  yield Buffer.from(text.slice(3))
}

async function textOf(store: FileStore, key: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await store.read(key)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
