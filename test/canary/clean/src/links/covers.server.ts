import { createHash } from 'node:crypto'
import { sign } from '../external/contracts/index.server.ts'

export const sealed = createHash('sha256').update(sign('a')).digest('hex')
