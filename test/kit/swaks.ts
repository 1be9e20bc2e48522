import { execFile } from 'node:child_process'

interface HandedIn {
  readonly port: number
  readonly protocol?: 'SMTP' | 'LMTP'
  readonly from?: string
  readonly to: string
  readonly raw: Buffer
}

/** Hands a mail in by swaks; resolves to what was said on the line. Rejects with it where the server refused. */
export function swaks({ port, protocol = 'SMTP', from = 'ada@nordlys.example', to, raw }: HandedIn): Promise<string> {
  const text = ['--server', '127.0.0.1', '--port', String(port), '--protocol', protocol, '--from', from, '--to', to]
  return new Promise((resolve, reject) => {
    const child = execFile('/usr/bin/swaks', [...text, '--data', '-'], { maxBuffer: 80_000_000 }, (error, stdout) =>
      error ? reject(new Error(stdout)) : resolve(stdout),
    )
    child.stdin?.end(raw)
  })
}
