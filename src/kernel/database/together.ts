interface Asked<Q, A> {
  readonly question: Q
  readonly answer: (answer: A) => void
  readonly fail: (error: unknown) => void
}

/**
 * Asks for many at once: what is asked while an asking is under way is asked together by the next one, in the order it came.
 * `ask` answers each question, in order; where it throws, all that it was asked throw the same.
 */
export function together<Q, A>(ask: (questions: readonly Q[]) => Promise<readonly A[]>): (question: Q) => Promise<A> {
  const line: Asked<Q, A>[] = []
  let isAsking = false
  const serve = async (): Promise<void> => {
    isAsking = true
    while (line.length > 0) {
      const asked = line.splice(0)
      try {
        const answers = await ask(asked.map(({ question }) => question))
        answers.forEach((answer, index) => asked[index]?.answer(answer))
      } catch (error) {
        for (const { fail } of asked) fail(error)
      }
    }
    isAsking = false
  }
  return (question) =>
    new Promise((answer, fail) => {
      line.push({ question, answer, fail })
      if (!isAsking) void serve()
    })
}
