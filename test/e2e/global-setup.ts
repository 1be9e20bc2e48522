import type { TestProject } from 'vitest/node'
import { freePort } from '../kit/free-port.ts'
import { type DemoAccount, startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of a running Quarterdeck with the demo company, which all journeys share. */
    demoUrl: string
    demoAccounts: readonly DemoAccount[]
    /** Where mails are handed in to it by SMTP. */
    smtpPort: number
  }
}

/** Starts one demo company for all journeys; one that must begin empty starts its own server. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const smtpPort = await freePort()
  const server = await startServer({ env: { QUARTERDECK_SMTP_PORT: String(smtpPort) } })
  provide('demoUrl', server.url)
  provide('demoAccounts', server.accounts)
  provide('smtpPort', smtpPort)
  return server.stop
}
