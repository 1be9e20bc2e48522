import type { ImportView } from '../../importing/import.ts'
import type { SheetSize } from '../../importing/table.ts'
import { sendForm } from '../send-form.web.ts'

interface Sending {
  readonly file: File
  readonly type: string
  /** Told how much is sent, 0 to 1. */
  readonly onProgress: (done: number) => void
}

/** Uploads a file as an import; throws `ApiProblem`. */
export const uploadImport = (sending: Sending & { readonly sheet?: string }): Promise<ImportView> =>
  send('/imports', sending)

/** Asks which sheets a workbook has, and which is most likely meant; throws `ApiProblem`. */
export const askForSheets = (
  sending: Sending,
): Promise<{ readonly sheets: readonly SheetSize[]; readonly chosen: string | null }> =>
  send('/imports/sheets', sending)

function send<T>(path: string, { file, type, sheet, onProgress }: Sending & { readonly sheet?: string }): Promise<T> {
  const form = new FormData()
  form.append('type', type)
  if (sheet) form.append('sheet', sheet)
  form.append('file', file, file.name)
  return sendForm<T>(path, { form, onProgress })
}
