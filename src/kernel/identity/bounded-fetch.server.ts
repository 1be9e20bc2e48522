const [seconds, mostBytes] = [10, 1_000_000]

/** As fetch does, but an answer takes ten seconds and has a megabyte at most, and leads nowhere else: for providers, which may lie inside the network. */
export async function fetchBounded(url: string | URL, options: object = {}): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000), ...options, redirect: 'manual' })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.byteLength
    if (length > mostBytes) throw new Error('its answer is longer than a megabyte')
    parts.push(part)
  }
  const { status, headers } = answer
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers })
}
