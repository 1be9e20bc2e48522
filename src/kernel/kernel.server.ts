import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Who } from './access/who.ts'
import type { Clock } from './clock.ts'
import type { CustomFields } from './custom/custom-fields.server.ts'
import type { Db } from './database/db.server.ts'
import type { FileStore } from './files/store.server.ts'
import type { ReadNotes } from './history/audit/read-notes.server.ts'
import type { Kept } from './kept.server.ts'
import type { Registry } from './record/registry.ts'
import type { Store } from './record/store.server.ts'
import type { Sealer } from './secrets/sealer.server.ts'

/** What every server part is given: the parts it may use, made once by the application. */
export interface Kernel {
  readonly db: Db
  /** Reads that tolerate lag; the same as `db` where there is no replica. */
  readonly replica: Db
  readonly registry: Registry
  readonly clock: Clock
  readonly store: Store
  readonly files: FileStore
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error' | 'debug'>
  /** Signs cookies and links. */
  readonly secret: string
  /** The fields that this installation adds to records. */
  readonly customFields: CustomFields
  /** Who read guarded fields. */
  readonly reads: ReadNotes
  /** Opens the secrets that records keep. */
  readonly sealer: Sealer
  /** What is asked often and changes seldom. */
  readonly kept: Kept
  /** Learns the time zone of the organisation's days as it stands, see `today` of the clock; awaited where a request, a job or a batch of news begins. */
  readonly learnZone: () => Promise<void>
  /** The folder of everything kept on this machine. */
  readonly data: string
  /** The address people reach it by, such as http://localhost:8080. */
  readonly url: string
}

/** A group of routes. Each route names its permission in `config.permission`. */
export type Routes = (app: FastifyInstance, kernel: Kernel) => void | Promise<void>

/** Who may call a route at all; what they reach inside is up to the access rules. */
export type RoutePermission = 'public' | 'signed-in' | `${string}.${string}`

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission
  }
  interface FastifyRequest {
    who: Who
  }
}
