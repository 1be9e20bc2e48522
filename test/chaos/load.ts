/** What was sent and what came back: by the name sent, the id that was acknowledged. */
export interface Load {
  readonly acknowledged: ReadonlyMap<string, string>
  /** Names whose fate the sender never learned. */
  readonly unknown: ReadonlySet<string>
  /** Answers that were neither success nor a passing trouble. */
  readonly refused: readonly string[]
  readonly stop: () => Promise<void>
}

const writers = 4

/** Writes people without a pause, several at once, through whatever happens to the server, until it is stopped. */
export function startLoad(url: string, headers: Readonly<Record<string, string>>): Load {
  const acknowledged = new Map<string, string>()
  const unknown = new Set<string>()
  const refused: string[] = []
  let isOver = false
  let n = 0
  const write = async (): Promise<void> => {
    const name = `Chaos ${++n}`
    try {
      const answer = await fetch(`${url}/api/v1/people`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
        signal: AbortSignal.timeout(20_000),
      })
      if (answer.status === 201) acknowledged.set(name, ((await answer.json()) as { id: string }).id)
      else {
        unknown.add(name)
        if (answer.status < 500) refused.push(`${answer.status} ${await answer.text()}`)
      }
    } catch {
      unknown.add(name)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const writing = Array.from({ length: writers }, async () => {
    while (!isOver) await write()
  })
  return {
    acknowledged,
    unknown,
    refused,
    stop: async () => {
      isOver = true
      await Promise.all(writing)
    },
  }
}
