import { Button } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useRegistry } from '../application.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { type ImportSummary, useImports } from './data.web.ts'
import css from './importing.module.css'
import { UploadFile } from './upload.web.tsx'
import { statusText } from './words.ts'
import { inSentence } from '../../record/in-sentence.ts'

/** Where files come in: the upload, and every import there was. */
export default function ImportsPage() {
  const { type } = useSearch({ strict: false }) as { readonly type?: string }
  const { data, isPending, error, refetch } = useImports()
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>Imports</h1>
        <p>Bring records in from a file. Importing the same file again changes only what is different.</p>
      </header>
      <UploadFile key={type} type={typeof type === 'string' ? type : null} />
      {isPending && <PageSkeleton />}
      {error && (
        <p className={css.problem} role="alert">
          {error.message}{' '}
          <Button variant="default" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && data.imports.length > 0 && (
        <section className={css.section}>
          <h2>Earlier imports</h2>
          <ul className={css.lines}>
            {data.imports.map((one) => (
              <ImportLine key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function ImportLine({ one }: { one: ImportSummary }) {
  const record = useRegistry().records.find(({ name }) => name === one.type)
  const { says, tone } = statusText(one)
  return (
    <li>
      <Link to={`/imports/${one.id}` as '/'} className={css.importLine}>
        <span className={css.importName}>{one.fileName}</span>
        <span className={css.dim}>
          {countText(one.rows)} {record ? inSentence(record.label[one.rows === 1 ? 0 : 1]) : 'rows'}
        </span>
        <span className={css.status}>
          <Toned tone={tone}>{says}</Toned>
        </span>
        <span className={css.importWhen}>
          <When value={one.createdAt} />
          {one.createdBy && `, ${one.createdBy}`}
        </span>
      </Link>
    </li>
  )
}
