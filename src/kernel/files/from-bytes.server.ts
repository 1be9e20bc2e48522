import { createHash } from 'node:crypto'
import type { Kernel } from '../kernel.server.ts'
import type { KeptFile } from './files.server.ts'
import { safeName } from './name.ts'

/** Stores content that was made here. What hangs on no record afterwards goes with the next clean-up. */
export async function keepBytes(
  { files, clock }: Pick<Kernel, 'files' | 'clock'>,
  { name, bytes, type }: { readonly name: string; readonly bytes: Buffer; readonly type: string },
): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await files.put(sha256, once(bytes))
  return { id: clock.id(), sha256, name: safeName(name), size: bytes.length, type, preview: null }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
