/** Fills in a form. */
export const form = (values: object): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ ...values }).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
})

/** A browser as far as it matters: it follows redirects and keeps each site's cookies; `url` is where Quarterdeck is. */
export function openBrowser(url: string) {
  const jars = new Map<string, Map<string, string>>()
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(address)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value.join('='))
    }
    return answer
  }
  /** Follows redirects until a page, or until one leads where `stop` says. */
  const follow = async (
    address: string,
    init: RequestInit = {},
    stop: (to: string) => boolean = () => false,
  ): Promise<{ at: string; answer: Response }> => {
    let at = address
    let answer = await go(at, init)
    for (let to = answer.headers.get('location'); to !== null; to = answer.headers.get('location')) {
      at = new URL(to, at).href
      if (stop(at)) break
      answer = await go(at)
    }
    return { at, answer }
  }
  const me = async (): Promise<{ account: { id: string } } | null> => {
    const answer = await go(`${url}/api/v1/me`)
    return answer.status === 200 ? ((await answer.json()) as { account: { id: string } }) : null
  }
  return { jars, go, follow, me }
}
export type Walker = ReturnType<typeof openBrowser>
