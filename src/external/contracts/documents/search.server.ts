import { sql } from 'kysely'
import type { Who } from '../../../kernel/access/who.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { readableSql } from '../../../kernel/traits/trait.server.ts'
import { type Clause, placeWords } from './contract-text.ts'
import type { TextHit } from './text-hit.ts'

type Needs = Pick<Kernel, 'replica' | 'registry'>

interface Found {
  readonly document: string
  readonly name: string
  readonly contract: string
  readonly number: string | null
  readonly title: string | null
  readonly state: string | null
  readonly starts: number
  readonly ends: number
  readonly headline: string
  readonly clauses: readonly Clause[]
}
const marks = { start: '\u0002', end: '\u0003' }
const milliseconds = 3000

/**
 * Finds words in the texts of contracts that the caller may read: all of the words, in any form ("terminated" finds
 * "termination"); "in quotes" as a phrase, -without. The best first, at most three of one document.
 */
export async function searchTexts(
  { replica, registry }: Needs,
  who: Who,
  { q, contract, limit }: { readonly q: string; readonly contract: string | null; readonly limit: number },
): Promise<readonly TextHit[]> {
  const readable = readableSql({ registry }, who)
  const found = replica.transaction(async (tx) => {
    await tx.query(`set local statement_timeout = ${milliseconds}`)
    return tx.query<Found>(sql`
      with found as (
        select p.document, p.starts, p.ends, ts_rank_cd(p.words, q) as rank,
          row_number() over (partition by p.document order by ts_rank_cd(p.words, q) desc, p.place) as nth
        from contract_passage p, websearch_to_tsquery('english', ${q}) q
        where p.words @@ q
      )
      select r.id as document, r.title as name, c.id as contract, c.number, c.title, c.state, f.starts, f.ends,
        ts_headline('english', substr(x.text, f.starts + 1, f.ends - f.starts), websearch_to_tsquery('english', ${q}),
          ${`StartSel=${marks.start}, StopSel=${marks.end}, MaxWords=45, MinWords=20, MaxFragments=1`}) as headline,
        x.clauses
      from found f
      join record r on r.id = f.document and r.archived_at is null and ${readable}
      join contract_document d on d.id = f.document
      join record c on c.id = d.contract
      join contract_text x on x.document = f.document
      where f.nth <= 3 and (${contract}::uuid is null or d.contract = ${contract}::uuid)
        and exists (select 1 from record r where r.id = c.id and ${readable})
      order by f.rank desc, f.document, f.starts
      limit ${limit}`)
  })
  const rows = await found.catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === cancelled)) throw error
    throw invalid([
      {
        field: 'q',
        says: 'These words stand in too many contracts to find the best in time. Add one that tells more.',
      },
    ])
  })
  return rows.map(hitOf)
}
/** What PostgreSQL says of a statement that ran out of its time. */
const cancelled = '57014'

function hitOf({ document, name, contract, number, title, state, starts, ends, headline, clauses }: Found): TextHit {
  return {
    document: { id: document, type: 'contract_document', number: null, title: name, state: null },
    contract: { id: contract, type: 'contract', number, title, state },
    place: placeWords({ text: '', clauses }, { start: starts }),
    start: starts,
    end: ends,
    pieces: headline.split(marks.start).flatMap((part, at) => {
      if (at === 0) return part === '' ? [] : [{ text: part, isHit: false }]
      const [hit = '', rest = ''] = part.split(marks.end)
      return [{ text: hit, isHit: true }, ...(rest === '' ? [] : [{ text: rest, isHit: false }])]
    }),
  }
}
