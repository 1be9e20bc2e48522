import type { StoredFile } from '../../traits/wire.ts'
import { sendForm } from '../send-form.web.ts'

export interface Upload {
  readonly id: string
  readonly name: string
  readonly size: number
  /** From 0 to 1. */
  readonly done: number
  readonly says: string | null
}

/** Sends one file to a record and tells how far it is; resolves to it as it is kept, and throws `ApiProblem`. */
export async function sendFile(
  recordId: string,
  file: File,
  onProgress: (done: number) => void,
): Promise<StoredFile | undefined> {
  const form = new FormData()
  form.append('files', file, file.name)
  const sending = { form, onProgress, refused: 'The file could not be stored.' }
  const { files } = await sendForm<{ files: readonly StoredFile[] }>(`/records/${recordId}/files`, sending)
  return files[0]
}
