import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api.web.ts'

/** A form's sending: whether it is under way, and what the server said against it. */
export function useSubmit(send: () => Promise<void>) {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    send()
      .catch((error: unknown) =>
        setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 0, code: 'Unexpected' })),
      )
      .finally(() => setBusy(false))
  }
  return { problem, isBusy, submit }
}
