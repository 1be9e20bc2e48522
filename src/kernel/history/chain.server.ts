import { emptyChain, hashEntry } from './entry.server.ts'
import type { PlacedEntry } from './position.server.ts'
import type { Findings } from './problem.ts'

/** An entry with the hash that is stored with it. `isFiner`: its time has more digits than we write. */
export type StoredEntry = PlacedEntry & { readonly hash: Buffer; readonly isFiner: boolean }

/** What a record says of its own history. */
export interface StatedHead {
  readonly id: string
  readonly type: string
  readonly entries: number
  readonly chain: Buffer
}
interface Misfit {
  readonly row: StoredEntry
  /** The hash it should have followed. */
  readonly previous: Buffer
}

/** Misfits of one record that are looked at closely; beyond that all that is said is that they don't fit. */
const mostMisfits = 12

/** Follows one record's chain entry by entry, in order of `entry`, and says what doesn't fit. Keeps only the last hash. */
export class ChainCheck {
  private next = 1
  private previous = emptyChain.chain
  private same: StoredEntry[] = []
  private readonly misfits: Misfit[] = []
  private readonly recordId: string
  private readonly findings: Findings

  constructor(recordId: string, findings: Findings) {
    this.recordId = recordId
    this.findings = findings
  }

  /** Takes the next entry. */
  take(row: StoredEntry): void {
    if (this.same[0] && this.same[0].entry !== row.entry) this.settle()
    this.same.push(row)
  }

  /** Ends the chain: compares it with what the record says of it. */
  end(head: StatedHead | null): void {
    if (this.same.length > 0) this.settle()
    this.explainMisfits()
    const last = this.next - 1
    if (!head) return this.report('orphaned', `The record is gone, but ${last} of its entries are there.`)
    if (last < head.entries) this.report('missing', `${range(this.next, head.entries)} missing at the end.`, this.next)
    else if (last > head.entries)
      this.report('inserted', `${range(head.entries + 1, last)} more than the record knows of.`, last)
    else if (!this.previous.equals(head.chain))
      this.report('head', `The record says that its history ends otherwise.`, last)
  }

  /** Checks the entries that claim one place: there should be one. */
  private settle(): void {
    const rows = this.same
    this.same = []
    const [first] = rows
    if (!first) return
    if (first.entry < this.next) return this.reportInserted(rows)
    if (first.entry > this.next) this.skip(first)
    const isProvable = first.entry === this.next
    const fitting = rows.find((row) => isProvable && fits(row, this.previous)) ?? (isProvable ? undefined : first)
    const right = fitting ?? first
    if (!fitting) this.misfits.push({ row: right, previous: this.previous })
    this.reportInserted(rows.filter((row) => row !== right))
    if (this.misfits.length > (this.findings.isFull ? 0 : mostMisfits))
      this.report('altered', altered(right), right.entry, this.misfits.pop()?.row)
    this.previous = right.hash
    this.next = right.entry + 1
  }

  private reportInserted(rows: readonly StoredEntry[]): void {
    for (const row of rows)
      this.report('inserted', `Nothing was ever written at place ${row.entry} by this entry.`, row.entry, row)
  }

  private skip(first: StoredEntry): void {
    const gap = range(this.next, first.entry - 1)
    this.report('missing', `${gap} missing, so that entry ${first.entry} can't be proven.`, this.next)
  }

  /** Tells entries that were moved, or only stand behind one that was, from those that were altered. */
  private explainMisfits(): void {
    const hashes = this.misfits.flatMap(({ row, previous }) => [previous, row.hash, hashOf(row, previous)])
    for (const { row } of this.misfits) {
      if (hashes.some((previous) => fits(row, previous))) continue
      const from = this.misfits.find(({ row: other }) =>
        hashes.some((previous) => fits({ ...row, entry: other.entry }, previous)),
      )
      if (from) this.report('reordered', `Entry ${row.entry} was written as entry ${from.row.entry}.`, row.entry, row)
      else this.report('altered', altered(row), row.entry, row)
    }
    if (this.misfits.length > 0 && this.misfits.every(({ row }) => hashes.some((previous) => fits(row, previous)))) {
      const entries = this.misfits.map(({ row }) => row.entry)
      this.report('altered', `The hash before entry ${entries.join(', ')} was altered.`, entries[0])
    }
  }

  private report(
    kind: 'altered' | 'missing' | 'inserted' | 'reordered' | 'head' | 'orphaned',
    says: string,
    entry?: number,
    row?: StoredEntry,
  ): void {
    this.findings.add({ kind, says, recordId: this.recordId, entry, type: row?.type, entryId: row?.id })
  }
}

const hashOf = ({ hash: _, isFiner: __, position: ___, ...entry }: StoredEntry, previous: Buffer): Buffer =>
  hashEntry(previous, entry)
const fits = (row: StoredEntry, previous: Buffer): boolean => !row.isFiner && hashOf(row, previous).equals(row.hash)
const altered = (row: StoredEntry): string => `Entry ${row.entry} (${row.verb}) isn't what was written.`
const range = (from: number, to: number): string => (from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`)
