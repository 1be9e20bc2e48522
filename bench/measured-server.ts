import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import { heap } from '../scripts/heap.mjs'
import type { Shot } from './drive.ts'

/** A server in a process of its own with the heap of the application, and the limit beside it. */
export interface MeasuredServer {
  readonly child: ChildProcess
  /** A request of the signed-in agent to our API. */
  readonly ours: (path: string) => Shot
  /** A request to the bare route. */
  readonly limit: (path: string) => Shot
  /** Bytes resident. */
  readonly memory: () => Promise<number>
}

export interface Measured {
  /** The program in this folder that says its two ports once it listens. */
  readonly program: string
  readonly database: string
  /** Who asks, as that program wants to know it. */
  readonly agent: object
  readonly token: string
}

export async function startServer({ program, database, agent, token }: Measured): Promise<MeasuredServer> {
  const child = fork(path.join(import.meta.dirname, program), {
    env: { ...process.env, BENCH_DATABASE: database, BENCH_AGENT: JSON.stringify(agent) },
    execArgv: heap,
  })
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T))
      child.once('exit', (code) => reject(new Error(`The measured server ended (${code}).`)))
    })
  const { port, limitPort } = await answer<{ port: number; limitPort: number }>()
  return {
    child,
    ours: (at) => ({ port, path: at, headers: { authorization: `Bearer ${token}` } }),
    limit: (at) => ({ port: limitPort, path: at }),
    memory: async () => {
      child.send('memory')
      return (await answer<{ rss: number }>()).rss
    },
  }
}
