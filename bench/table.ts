import { drive, type Figures, median, type Shot } from './drive.ts'

/** What was done, and up to six figures of it as the table shows them. */
export type Row = readonly string[]

/** How often each pair is measured in turn. */
export const rounds = 5

export const row = (says: string, { figures }: { figures: readonly string[] }): Row => [says, ...figures]
export const inMs = ({ p50, p95, p99 }: Figures): readonly string[] => [p50, p95, p99].map((ms) => ms.toFixed(1))

export const perSecond = (says: string, own: number, limit: number): Row =>
  row(says, {
    figures: ['', '', '', Math.round(own).toString(), Math.round(limit).toString(), (own / limit).toFixed(2)],
  })

/** Ours and the limit in turn, five rounds; the medians, and the share of the limit. */
export async function pair(says: string, ours: Shot, limit: Shot): Promise<Row> {
  await drive(ours, { seconds: 0.5 })
  await drive(limit, { seconds: 0.5 })
  const measured: { ours: Figures[]; limit: Figures[] } = { ours: [], limit: [] }
  for (let round = 0; round < rounds; round += 1) {
    measured.ours.push(await drive(ours))
    measured.limit.push(await drive(limit))
  }
  const [own, bare] = [median(measured.ours), median(measured.limit)]
  return row(says, {
    figures: [
      ...inMs(own),
      Math.round(own.perSecond).toString(),
      Math.round(bare.perSecond).toString(),
      (own.perSecond / bare.perSecond).toFixed(2),
    ],
  })
}

/** Ours alone, five rounds, where a limit says nothing; the median. */
export async function alone(says: string, ours: Shot): Promise<Row> {
  await drive(ours, { seconds: 0.5 })
  const measured: Figures[] = []
  for (let round = 0; round < rounds; round += 1) measured.push(await drive(ours))
  const own = median(measured)
  return row(says, { figures: [...inMs(own), Math.round(own.perSecond).toString()] })
}

export function print(rows: number, table: readonly Row[]): void {
  console.log(`\n${rows} tickets, 8 clients, medians of ${rounds} rounds; p50, p95 and p99 in ms.\n`)
  console.log('| work | p50 | p95 | p99 | ours/s | limit/s | share |')
  console.log('|---|---:|---:|---:|---:|---:|---:|')
  for (const cells of table)
    console.log(`| ${cells.concat(Array.from({ length: 7 - cells.length }, () => '')).join(' | ')} |`)
}
