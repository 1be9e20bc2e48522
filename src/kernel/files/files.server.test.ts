import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { traitWorld } from '../../../test/kit/traits.ts'
import { cleanUpFiles } from './clean-up.server.ts'
import { openFolderStore } from './folder-store.server.ts'
import { sha256 } from './signature.server.ts'
import { backupFiles } from './store.server.ts'

const database = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-files-'))
const { server, clock, service, editor, reader, stranger, call, verbsOf, another } = await traitWorld(database, {
  files: openFolderStore(folder),
})
afterAll(async () => {
  await server.app.close()
  rmSync(folder, { recursive: true })
})

interface Sent {
  readonly name: string
  readonly content: Buffer | string
  readonly type?: string
}
type Listed = { files: { id: string; name: string; type: string; size: number; hasPreview: boolean; can: string[] }[] }

function upload(caller: { token: string }, record: string, files: readonly Sent[]) {
  const boundary = 'x-boundary-x'
  const parts = files.flatMap(({ name, content, type = 'application/x-whatever' }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  const headers = {
    authorization: `Bearer ${caller.token}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  }
  return server.app.inject({ method: 'POST', url: `/api/v1/records/${record}/files`, headers, payload })
}

test('several files arrive at once, typed by what they hold, under safe names', async () => {
  const answer = await upload(editor, service, [
    { name: '../../evil\u202Egpj.exe', content: 'plain words – not a picture', type: 'image/png' },
    { name: 'report.txt', content: Buffer.from('%PDF-1.7\n%âãÏÓ\n') },
    { name: 'noise.bin', content: Buffer.from([0, 1, 2, 255]) },
  ])
  expect(answer.statusCode).toBe(201)
  const kept = answer.json<Listed>().files
  expect(kept.map(({ name, type, hasPreview }) => [name, type, hasPreview])).toEqual([
    ['evilgpj.exe', 'text/plain', false],
    ['report.txt', 'application/pdf', false],
    ['noise.bin', 'application/octet-stream', false],
  ])
  expect((await call(reader, 'GET', `/records/${service}/files`)).json<Listed>().files).toMatchObject([
    { can: [] },
    { can: [] },
    { can: [] },
  ])
  expect(await verbsOf(service)).toEqual(['created', 'file_added', 'file_added', 'file_added'])
})

test('a file goes out as an attachment that can run nothing', async () => {
  const html = '<!doctype html><script>alert(1)</script>'
  const [file] = (await upload(editor, service, [{ name: 'page ü.html', content: html }])).json<Listed>().files
  const answer = await call(reader, 'GET', `/files/${file?.id}`)
  expect(answer.body).toBe(html)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': String(html.length),
    'content-disposition': `attachment; filename="page _.html"; filename*=UTF-8''page%20%C3%BC.html`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(answer.headers['content-security-policy']).toContain('sandbox')
  const again = await server.app.inject({
    url: `/api/v1/files/${file?.id}`,
    headers: { authorization: `Bearer ${reader.token}`, 'if-none-match': String(answer.headers.etag) },
  })
  expect(again.statusCode).toBe(304)
})

test('a picture has a small upright preview without what the camera noted', async () => {
  const picture = await sharp({ create: { width: 1200, height: 600, channels: 3, background: '#204060' } })
    .withExif({ IFD0: { Artist: 'Somebody private' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const [file] = (await upload(editor, service, [{ name: 'photo.txt', content: picture }])).json<Listed>().files
  expect(file).toMatchObject({ type: 'image/jpeg', hasPreview: true })
  const preview = await call(reader, 'GET', `/files/${file?.id}/preview`)
  const { width, height, format, exif } = await sharp(preview.rawPayload).metadata()
  expect({ width, height, format, exif }).toEqual({ width: 240, height: 480, format: 'webp', exif: undefined })
})

test('a picture that is broken, or far too large to open, has no preview and does no harm', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  const broken = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200, 7)])
  const { files } = (
    await upload(editor, service, [
      { name: 'bomb.png', content: bomb },
      { name: 'broken.png', content: broken },
    ])
  ).json<Listed>()
  expect(files.map((file) => file.hasPreview)).toEqual([false, false])
  expect((await call(editor, 'GET', `/files/${files[0]?.id}/preview`)).statusCode).toBe(404)
})

test('a file of a record that can’t be read doesn’t exist', async () => {
  const [file] = (await upload(editor, service, [{ name: 'secret.txt', content: 'secret' }])).json<Listed>().files
  for (const [method, url] of [
    ['GET', `/files/${file?.id}`],
    ['GET', `/files/${file?.id}/preview`],
    ['DELETE', `/files/${file?.id}`],
    ['GET', `/records/${service}/files`],
  ] as const)
    expect((await call(stranger, method, url)).statusCode).toBe(404)
  expect((await upload(stranger, service, [{ name: 'x', content: 'x' }])).statusCode).toBe(404)
  expect((await upload(reader, service, [{ name: 'x', content: 'x' }])).statusCode).toBe(403)
  expect((await call(reader, 'DELETE', `/files/${file?.id}`)).statusCode).toBe(403)
})

test('too large, none at all, or not an upload is refused and leaves nothing', async () => {
  const target = await another('service', { name: 'Refusing' })
  const large = await upload(editor, target, [
    { name: 'small.txt', content: 'kept with the other or not at all' },
    { name: 'large.bin', content: Buffer.alloc(50 * 1024 * 1024 + 1) },
  ])
  expect(large.statusCode).toBe(413)
  expect(large.json().detail).toContain('large.bin')
  expect((await upload(editor, target, [])).statusCode).toBe(422)
  expect((await call(editor, 'POST', `/records/${target}/files`, { files: [] })).statusCode).toBeGreaterThanOrEqual(400)
  expect((await call(editor, 'GET', `/records/${target}/files`)).json()).toEqual({ files: [] })
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('quarterdeck-upload-'))).toEqual([])
})

test('removed content goes with the clean-up after a day, unless something else has it', async () => {
  const [first, second] = [await another('service', { name: 'Files 1' }), await another('service', { name: 'Files 2' })]
  const [shared] = (
    await upload(editor, first, [
      { name: 'shared.txt', content: 'shared content' },
      { name: 'lone.txt', content: 'lone content' },
    ])
  ).json<Listed>().files
  await upload(editor, second, [{ name: 'copy.txt', content: 'shared content' }])
  for (const file of (await call(editor, 'GET', `/records/${first}/files`)).json<Listed>().files)
    expect((await call(editor, 'DELETE', `/files/${file.id}`)).statusCode).toBe(204)
  expect((await call(editor, 'GET', `/files/${shared?.id}`)).statusCode).toBe(404)
  const old = new Date(clock.now().getTime() - 2 * 86_400_000)
  const placeOf = (content: string): string => path.join(folder, sha256(content).slice(0, 2), sha256(content))
  expect(await cleanUpFiles(server.kernel)).toBe(0)
  for (const content of ['shared content', 'lone content']) await utimes(placeOf(content), old, old)
  expect(await cleanUpFiles(server.kernel)).toBe(1)
  const keys: string[] = []
  for await (const key of backupFiles(server.kernel.files).keys(database.db)) keys.push(key)
  expect(keys).toContain(sha256('shared content'))
  expect(keys).not.toContain(sha256('lone content'))
  expect(keys).toEqual([...new Set(keys)].sort())
})
