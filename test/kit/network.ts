import { Socket } from 'node:net'

/** Refuses every connection that leaves this machine: a test that needs the network is a test of somebody else. */
const original = Socket.prototype.connect

Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]) {
  const target = targetOf(args)
  if (!isHere(target)) throw new Error(`A test tried to reach ${target}: tests never use the network.`)
  return Reflect.apply(original, this, args) as Socket
}

/** The host a `connect` call names; null for a socket in the file system. Its arguments come in three forms. */
export function targetOf(args: readonly unknown[]): string | null {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost'
  if (typeof first === 'string') return /^\d+$/.test(first) ? 'localhost' : null
  const { host, path } = (first ?? {}) as { host?: string | null; path?: string | null }
  return path ? null : (host ?? 'localhost')
}

export const isHere = (host: string | null): boolean =>
  host === null || host === 'localhost' || host === '::1' || host === '0.0.0.0' || /^127\.\d+\.\d+\.\d+$/.test(host)
