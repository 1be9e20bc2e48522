import { sendForm } from '../send-form.web.ts'

export interface Upload {
  readonly id: string
  readonly name: string
  readonly size: number
  /** From 0 to 1. */
  readonly done: number
  readonly says: string | null
}

/** Sends one file to a record and tells how far it is; throws `ApiProblem`. */
export function sendFile(recordId: string, file: File, onProgress: (done: number) => void): Promise<void> {
  const form = new FormData()
  form.append('files', file, file.name)
  return sendForm(`/records/${recordId}/files`, { form, onProgress, refused: 'The file could not be stored.' })
}
