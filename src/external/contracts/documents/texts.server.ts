import type { Db } from '../../../kernel/database/db.server.ts'
import type { Clause, ContractText } from './contract-text.ts'

/** What is known of a document's newest file that was looked at. */
export interface KeptText {
  readonly document: string
  readonly file: string
  readonly fileName: string
  readonly sha256: string
  readonly tried: number
  readonly at: Date
  readonly problem: string | null
  readonly text: string | null
  readonly clauses: readonly Clause[] | null
}

const columns = 'document, file, file_name as "fileName", sha256, tried, at, problem, text, clauses'

/** What was read of a document; null where nothing was tried. */
export async function keptText(db: Db, document: string): Promise<KeptText | null> {
  const [found] = await db.query<KeptText>({
    text: `select ${columns} from contract_text where document = $1`,
    values: [document],
  })
  return found ?? null
}

/** The text of a document with the hash of the file that it comes of; null where it isn't read. */
export async function textOf(
  db: Db,
  document: string,
): Promise<{ readonly text: ContractText; readonly sha256: string } | null> {
  const kept = await keptText(db, document)
  if (kept?.text == null || kept.clauses === null) return null
  return { text: { text: kept.text, clauses: kept.clauses }, sha256: kept.sha256 }
}

/** Notes that a file is about to be read, before it is: it may stop the program. */
export async function noteTry(
  db: Db,
  { document, file, fileName, sha256, at }: Pick<KeptText, 'document' | 'file' | 'fileName' | 'sha256' | 'at'>,
): Promise<number> {
  const [row] = await db.query<{ tried: number }>({
    text: `insert into contract_text (document, file, file_name, sha256, tried, at) values ($1, $2, $3, $4, 1, $5)
      on conflict (document) do update set file = $2, file_name = $3, sha256 = $4, at = $5,
        tried = case when contract_text.sha256 = $4 then contract_text.tried + 1 else 1 end, problem = null, text = null, clauses = null
      returning tried`,
    values: [document, file, fileName, sha256, at],
  })
  return row?.tried ?? 1
}

/** Keeps why a document can't be read. */
export async function keepProblem(db: Db, document: string, problem: string): Promise<void> {
  await db.query({
    text: `with gone as (delete from contract_passage where document = $1)
      update contract_text set problem = $2, text = null, clauses = null where document = $1`,
    values: [document, problem],
  })
}

/** Keeps the text of a document, and its paragraphs for the search. */
export async function keepText(db: Db, document: string, { text, clauses }: ContractText): Promise<void> {
  const pieces = piecesOf(text)
  await db.transaction(async (tx) => {
    await tx.query({
      text: `update contract_text set problem = null, text = $2, clauses = $3 where document = $1`,
      values: [document, text, JSON.stringify(clauses)],
    })
    await tx.query({ text: 'delete from contract_passage where document = $1', values: [document] })
    await tx.query({
      text: `insert into contract_passage (document, place, starts, ends, words)
        select $1, place, starts, ends, to_tsvector('english', piece)
        from unnest($2::int[], $3::int[], $4::int[], $5::text[]) as piece (place, starts, ends, piece)`,
      values: [
        document,
        pieces.map((_, place) => place),
        pieces.map(({ start }) => start),
        pieces.map(({ end }) => end),
        pieces.map(({ start, end }) => text.slice(start, end)),
      ],
    })
  })
}

/** Forgets what a document's file said: it has none any more. */
export async function forgetText(db: Db, document: string): Promise<void> {
  await db.query({ text: 'delete from contract_text where document = $1', values: [document] })
}

/** The longest piece that is looked in as one: a paragraph without an end is cut. */
const longestPiece = 20_000

function piecesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    for (let at = 0; at < line.length; at += longestPiece)
      pieces.push({ start: start + at, end: start + Math.min(line.length, at + longestPiece) })
    start += line.length + 1
  }
  return pieces
}
