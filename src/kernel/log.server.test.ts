import { describe, expect, it } from 'vitest'
import { createLog } from './log.server.ts'

const written = (write: (log: ReturnType<typeof createLog>) => void, isPretty = false): string => {
  const lines: string[] = []
  write(createLog({ level: 'debug', isPretty, to: { write: (line: string) => void lines.push(line) } }))
  return lines.join('')
}

describe('the log', () => {
  it.each(['authorization', 'cookie', 'set-cookie', 'password', 'newPassword', 'code', 'token', 'apiKey', 'secret'])(
    'hides the value of %s at any depth',
    (name) => {
      const text = written((log) =>
        log.info({ headers: { inner: [{ [name]: 'hunter2' }] }, [name]: 'hunter2' }, 'said'),
      )
      expect(text).not.toContain('hunter2')
      expect(text).toContain('[hidden]')
    },
  )

  it('hides passwords in addresses and codes in links', () => {
    const text = written((log) =>
      log.error(
        { err: new Error('no answer from postgresql://me:hunter2@db/x'), path: '/set-up?code=hunter2&page=1' },
        'failed',
      ),
    )
    expect(text).not.toContain('hunter2')
    expect(text).toContain('&page=1')
  })

  it('writes one JSON object a line, with level and time in words', () => {
    const line = JSON.parse(written((log) => log.warn({ requestId: 'r-1' }, 'slow')))
    expect(line).toMatchObject({ level: 'warn', msg: 'slow', requestId: 'r-1' })
    expect(Date.parse(line.time)).not.toBeNaN()
  })

  it('writes a short line for people', () => {
    const text = written(
      (log) => log.info({ method: 'GET', path: '/api/v1/people', status: 200, ms: 3, requestId: 'r-1' }, ''),
      true,
    )
    expect(text).toMatch(/^\d\d:\d\d:\d\d {1,2}GET \/api\/v1\/people 200 3 ms r-1\n$/)
  })
})
