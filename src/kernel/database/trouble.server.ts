import { Failure } from '../errors.ts'

const unreached = [
  ...[
    '57P03',
    '53300',
    '08001',
    '08004',
    'ECONNREFUSED',
    'ENOENT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ETIMEDOUT',
    'ENOTFOUND',
  ],
]
const broken = ['57P01', '57P02', '08000', '08003', '08006', 'ECONNRESET', 'EPIPE']
const full = ['53100', '53000', '53200', 'ENOSPC']

/** What to tell someone whose request failed because the database is away, broke off, or has no room; null when that isn't why. */
export function databaseTrouble(error: unknown): Failure | null {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const of = (says: string, status: number): Failure => new Failure('Unexpected', says, { status, cause: error })
  if (full.includes(code))
    return of(
      'The database has no room left, so that nothing was changed. Tell the administrator: the disk is full.',
      507,
    )
  if (broken.includes(code) || /^Connection terminated|connection was lost|is not queryable/.test(message))
    return of(
      'The connection to the database broke while this was done. Look whether it is there before you send it again.',
      503,
    )
  if (unreached.includes(code) || /timeout exceeded when trying to connect/.test(message))
    return of('The database can’t be reached at this moment. Nothing was changed; try again in a few seconds.', 503)
  return null
}
