import { addressOf, ApiProblem } from './api.web.ts'

interface Sending {
  readonly form: FormData
  /** Told how much is sent, from 0 to 1. */
  readonly onProgress: (done: number) => void
  /** What to say where the server refuses without saying why. */
  readonly refused?: string
}

/** Sends a form with a file and tells how far it is; throws `ApiProblem`. Only a request of this old kind tells how much of a body is sent. */
export function sendForm<T>(path: string, { form, onProgress, refused }: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path))
    request.setRequestHeader('x-quarterdeck', 'web')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as T)
        : reject(new ApiProblem({ code: 'Unexpected', detail: refused, ...request.response, status: request.status }))
    request.onerror = () =>
      reject(
        new ApiProblem({
          status: 0,
          code: 'Offline',
          detail: 'The connection was lost. Nothing was kept of this file.',
        }),
      )
    request.send(form)
  })
}
