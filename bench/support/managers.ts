import { keepFigures } from '../../src/internal/support/index.server.ts'
import { readFigures } from '../../src/internal/support/figures/figures.server.ts'
import { system } from '../../src/kernel/access/who.ts'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { secondsOf } from '../drive.ts'
import { type Row, row } from '../table.ts'

const dayMs = 86_400_000
const turns = 20

/** The page of whoever leads the desk: 30 days of all tickets, held against the 30 before, once days that are over are counted. */
export async function managersFigures(kernel: Kernel): Promise<readonly Row[]> {
  let days = 0
  const counting = await secondsOf(async () => (days = await keepFigures(kernel)))
  const dayBack = (count: number): string => new Date(Date.now() - count * dayMs).toISOString().slice(0, 10)
  const asked = { from: dayBack(29), to: dayBack(0), by: 'team', filter: {}, why: 'attainment' } as const
  const times: number[] = []
  for (let turn = 0; turn < turns; turn += 1)
    times.push(1000 * (await secondsOf(async () => void (await readFigures(kernel, system('bench'), asked)))))
  const rows =
    1000 *
    (await secondsOf(async () => void (await readFigures(kernel, system('bench'), { ...asked, isFromRows: true }))))
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(share * turns)] ?? 0).toFixed(1)
  return [
    row(`${days} days of figures counted ahead: seconds`, { figures: [counting.toFixed(1)] }),
    row('the manager’s figures of 30 days, one after the other', { figures: [at(0.5), at(0.95)] }),
    row('the same with every day counted from the rows', { figures: [rows.toFixed(1)] }),
  ]
}
