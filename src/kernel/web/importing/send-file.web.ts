import type { ImportView } from '../../importing/import.ts'
import type { SheetSize } from '../../importing/table.ts'
import { addressOf, ApiProblem } from '../api.web.ts'

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

/** Only a request of this old kind tells how much of a body is sent. */
function send<T>(path: string, { file, type, sheet, onProgress }: Sending & { readonly sheet?: string }): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path))
    request.setRequestHeader('x-quarterdeck', 'web')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as T)
        : reject(new ApiProblem({ code: 'Unexpected', ...request.response, status: request.status }))
    request.onerror = () =>
      reject(
        new ApiProblem({
          status: 0,
          code: 'Offline',
          detail: 'The connection was lost. Nothing was kept of this file.',
        }),
      )
    const form = new FormData()
    form.append('type', type)
    if (sheet) form.append('sheet', sheet)
    form.append('file', file, file.name)
    request.send(form)
  })
}
