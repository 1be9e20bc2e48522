import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { FilesConfig } from '../config.server.ts'
import { notFound } from '../errors.ts'
import { checked, checkKey } from './content.server.ts'
import { sha256, signedHeaders } from './signature.server.ts'
import type { FileStore } from './file-store.server.ts'

export interface S3Options extends Omit<Extract<FilesConfig, { kind: 's3' }>, 'kind'> {
  /** The present; the machine's unless given. */
  readonly now?: () => Date
}

/** Keeps files in a bucket of S3 or of anything that speaks its language, addressed by path. Each request is tried up to three times. */
export function openS3Store({ url, region, accessKey, secretKey, now = () => new Date() }: S3Options): FileStore {
  const bucket = url.replace(/\/+$/, '')
  const request = async ({
    method,
    path,
    body,
  }: {
    method: string
    path: string
    body?: Buffer | undefined
  }): Promise<Response> => {
    const target = new URL(`${bucket}/${path}`)
    const bodyHash = sha256(body ?? '')
    for (let attempt = 1; ; attempt++) {
      const { host: _, ...headers } = signedHeaders({
        method,
        url: target,
        headers: {},
        bodyHash,
        region,
        accessKey,
        secretKey,
        now: now(),
      })
      const answer = await fetch(target, {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(60_000),
        ...(body ? { body: new Uint8Array(body) } : {}),
      }).catch((error: unknown) => error)
      const isFinal = answer instanceof Response && answer.status < 500 && answer.status !== 429
      if (isFinal) return answer
      if (attempt === 3)
        throw new Error('The file store doesn’t answer.', {
          cause: answer instanceof Response ? await answer.text() : answer,
        })
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt))
    }
  }
  const must = async (answer: Response, what: string): Promise<Response> => {
    if (answer.ok) return answer
    throw new Error(`The file store refused to ${what}: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
  }
  return {
    put: async (key, content) => {
      const chunks: Uint8Array[] = []
      for await (const chunk of checked(checkKey(key), content)) chunks.push(chunk)
      await must(await request({ method: 'PUT', path: key, body: Buffer.concat(chunks) }), 'keep a file')
    },
    read: async (key) => {
      const answer = await request({ method: 'GET', path: checkKey(key) })
      if (answer.status === 404) throw notFound('This file')
      const { body } = await must(answer, 'give a file')
      return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])
    },
    remove: async (key) => {
      const answer = await request({ method: 'DELETE', path: checkKey(key) })
      if (answer.status !== 404) await must(answer, 'remove a file')
    },
    list: async function* () {
      for (let token: string | undefined = ''; token !== undefined; ) {
        const answer = await must(
          await request({
            method: 'GET',
            path: `?list-type=2${token ? `&continuation-token=${encodeURIComponent(token)}` : ''}`,
          }),
          'list files',
        )
        const page = pageOf(await answer.text())
        yield* page.files
        token = page.next
      }
    },
  }
}

// Keys are hashes and instants are plain, so that nothing in them is escaped; only the token may be.
function pageOf(xml: string): { files: { key: string; at: Date }[]; next: string | undefined } {
  const files = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = '']) => {
    const key = /<Key>([0-9a-f]{64})<\/Key>/.exec(entry)?.[1]
    const at = /<LastModified>([^<]+)<\/LastModified>/.exec(entry)?.[1]
    return key && at ? [{ key, at: new Date(at) }] : []
  })
  return { files, next: /<NextContinuationToken>([^<]+)</.exec(xml)?.[1]?.replaceAll('&amp;', '&') }
}
