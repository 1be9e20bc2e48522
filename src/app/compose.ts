import type { Logger } from 'pino'
import { organisationZone } from '../foundation/organisation/index.server.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.server.ts'
import type { Db } from '../kernel/database/db.server.ts'
import { announce } from '../kernel/events/signal.server.ts'
import { openFileStore } from '../kernel/files/store.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { openKernel } from '../kernel/open-kernel.server.ts'
import { actions } from './actions.ts'
import { derivations } from './derivations.ts'
import { registry } from './records.ts'

export interface Composition {
  readonly config: Config
  readonly db: Db
  readonly replica: Db
  readonly log: Logger
  readonly secret: string
}

/** The kernel as this application uses it: its records, the real clock, the configured places. */
export const composeKernel = ({ config, db, replica, log, secret }: Composition): Kernel =>
  openKernel({
    db,
    replica,
    registry,
    clock: systemClock,
    data: config.data,
    files: openFileStore(config.files),
    log,
    secret,
    url: config.url,
    actions,
    derivations,
    zone: organisationZone,
    notesReads: true,
    onWritten: () => announce(db),
  })
