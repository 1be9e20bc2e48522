import type { Page, Response } from 'playwright-core'
import { type Answer, holdAgainst } from '../kit/answers.ts'

/** How long the body of an answer may take once its head has come; a page that went on never gives it. */
const patience = 3000

/**
 * Keeps every JSON answer that a page gets from the API. What it returns holds them against the description that the server
 * gives at that moment and resolves to what doesn't fit; to nothing where whoever is there may not read the description.
 */
export function keepAnswers(page: Page): () => Promise<readonly string[]> {
  const kept: Promise<Answer | null>[] = []
  page.on('response', (response) => {
    if (isAnswer(response)) kept.push(Promise.race([answerOf(response), nothingAfter(patience)]))
  })
  return async () => {
    const answers = (await Promise.all(kept)).filter((answer) => answer !== null)
    const described = await page.request.get('/api/v1/openapi.json', { timeout: patience }).catch(() => null)
    if (!described?.ok()) return []
    const problemOf = holdAgainst((await described.json()) as object)
    return answers.map(problemOf).filter((problem) => problem !== null)
  }
}

function isAnswer(response: Response): boolean {
  const { pathname } = new URL(response.url())
  const isJson = response.headers()['content-type']?.includes('json') ?? false
  return pathname.startsWith('/api/v1/') && pathname !== '/api/v1/openapi.json' && isJson
}

async function answerOf(response: Response): Promise<Answer | null> {
  const body: unknown = await response.json().catch(() => undefined)
  if (body === undefined) return null
  const { pathname } = new URL(response.url())
  const type = response.headers()['content-type']
  return { method: response.request().method(), path: pathname, status: response.status(), type, body }
}

const nothingAfter = (milliseconds: number): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), milliseconds).unref())
