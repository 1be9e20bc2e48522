import { addressOf, ApiProblem } from '../api.web.ts'

export interface Upload {
  readonly id: string
  readonly name: string
  readonly size: number
  /** From 0 to 1. */
  readonly done: number
  readonly says: string | null
}

/** Sends one file to a record and tells how far it is; throws `ApiProblem`. Fetch can't tell progress. */
export function sendFile(recordId: string, file: File, onProgress: (done: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(`/records/${recordId}/files`))
    request.setRequestHeader('x-quarterdeck', 'web')
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () => (request.status < 300 ? resolve() : reject(problemIn(request)))
    request.onerror = () =>
      reject(
        new ApiProblem({
          status: 0,
          code: 'Offline',
          detail: 'The connection was lost. Nothing was kept of this file.',
        }),
      )
    const form = new FormData()
    form.append('files', file, file.name)
    request.send(form)
  })
}

function problemIn(request: XMLHttpRequest): ApiProblem {
  try {
    return new ApiProblem({ code: 'Unexpected', ...JSON.parse(request.responseText), status: request.status })
  } catch {
    return new ApiProblem({ status: request.status, code: 'Unexpected', detail: 'The file could not be stored.' })
  }
}
