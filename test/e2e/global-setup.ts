import type { TestProject } from 'vitest/node'
import { type DemoAccount, startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of a running Quarterdeck with the demo company, which all journeys share. */
    demoUrl: string
    demoAccounts: readonly DemoAccount[]
  }
}

/** Starts one demo company for all journeys; one that must begin empty starts its own server. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  provide('demoUrl', server.url)
  provide('demoAccounts', server.accounts)
  return server.stop
}
