import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys, read } from '../../../kernel/web/api.web.ts'
import { Toned } from '../../../kernel/web/field/state.web.tsx'
import { dayText } from '../../../kernel/web/field/when.ts'
import { refOf } from '../../../kernel/web/field/wire.ts'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Failed, Lines } from '../../../kernel/web/record/states.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { checklistNames } from '../compliance/checklist-names.ts'
import { textPath } from './paths.ts'
import css from './reading.module.css'
import { versionWords } from './words.ts'

/** The documents of a contract, the newest first, each with what its checks came to. */
export default function DocumentsPanel({ row }: PartProps) {
  const me = useMe()
  const { data, error, refetch } = useDocuments(row.id)
  const mayAdd = me.can['contract_document']?.create === true
  if (error) return <Failed problem={error} onRetry={() => void refetch()} />
  if (!data) return <Lines count={3} />
  return (
    <div className={css.contractTexts}>
      {data.documents.length === 0 && (
        <p className={css.dim}>
          The agreement, its annexes and amendments belong here: their text is read, searched and checked.
        </p>
      )}
      <ul>
        {data.documents.map((document) => (
          <li key={document.id}>
            <Link to={textPath(document.id)}>{document.title}</Link>
            <span className={css.dim}>{versionWords(versionOf(document), dayText)}</span>
            {data.checks
              .filter((check) => refOf(check['document'])?.id === document.id)
              .map((check) => (
                <CheckLine key={check.id} check={check} />
              ))}
          </li>
        ))}
      </ul>
      {mayAdd && (
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/$path/new"
              params={{ path: 'contract-documents' }}
              search={{ set: { contract: { id: row.id, title: row.title } } } as never}
            />
          )}
        >
          Add a document
        </Button>
      )}
    </div>
  )
}

function CheckLine({ check }: { check: Row }) {
  const [met, open, drifted] = [check['met'], check['open'], check['drifted']].map(Number)
  const isJudged = check['met'] !== null && (met ?? 0) + (open ?? 0) > 0
  const says = isJudged
    ? `${met} of ${(met ?? 0) + (open ?? 0)} met${drifted ? `, ${drifted} read differently than before` : ''}`
    : 'not judged yet'
  return (
    <span className={css.checkLine}>
      <Toned tone={!isJudged ? 'neutral' : open === 0 ? 'good' : 'warning'}>{says}</Toned>
      <span className={css.dim}>{checklistName(check['checklist'])}</span>
    </span>
  )
}

const checklistName = (id: unknown): string => Object.entries(checklistNames).find(([one]) => one === id)?.[1] ?? ''
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const versionOf = (row: Row) => ({ version: textOrNull(row['edition']), datedOn: textOrNull(row['datedOn']) })

const useDocuments = (contract: string) =>
  useQuery({
    queryKey: [...keys.lists('contract_document'), 'of', contract],
    queryFn: async ({ signal }) => {
      const asked = { filter: JSON.stringify({ contract }), sort: '-datedOn', limit: 100 }
      const { rows: documents } = await read<{ rows: readonly Row[] }>('/contract-documents', asked, signal)
      const ids = documents.map(({ id }) => id)
      const { rows: checks } =
        ids.length === 0
          ? { rows: [] }
          : await read<{ rows: readonly Row[] }>(
              '/compliance-checks',
              {
                filter: JSON.stringify({ document: ids }),
                columns: 'name,document,checklist,met,open,drifted',
                limit: 200,
              },
              signal,
            )
      return { documents, checks }
    },
  })
