import { useQuery } from '@tanstack/react-query'
import { read } from '../api.web.ts'
import { Toned } from '../field/state.web.tsx'
import { When } from '../field/when.web.tsx'
import { countText } from '../field/words.ts'
import { sizeText } from '../../files/size.ts'
import css from './admin.module.css'
import { Failed, Section } from './page.web.tsx'

interface Storage {
  readonly version: string
  readonly pendingMigrations: readonly string[]
  readonly node: string
  readonly postgres: string
  readonly databaseBytes: number
  readonly tables: readonly { readonly name: string; readonly bytes: number }[]
  readonly files: { readonly count: number; readonly bytes: number }
  readonly historyEstimate: number
  readonly upSeconds: number
}

/** What the installation runs on, and how much it keeps. */
export function StorageSection() {
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => read<Storage>('/storage', {}, signal),
  })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return null
  const { version, pendingMigrations, node, postgres, databaseBytes, tables, files, historyEstimate, upSeconds } = data
  return (
    <Section
      title="Storage"
      about={`Quarterdeck ${version} on Node.js ${node} with PostgreSQL ${postgres}. The database takes ${sizeText(databaseBytes)}, with about ${countText(historyEstimate)} entries of history. Attached files: ${countText(files.count)}, together ${sizeText(files.bytes)}.`}
    >
      <p className={css.sectionAbout}>
        This server started <When value={new Date(dataUpdatedAt - upSeconds * 1000).toISOString()} />.{' '}
        {pendingMigrations.length === 0 && 'The database has the shape of this version.'}
      </p>
      {pendingMigrations.length > 0 && (
        <p className={css.sectionAbout}>
          <Toned tone="warning">{`The database is behind this version: ${pendingMigrations.join(', ')}. Start Quarterdeck anew, or run “npx quarterdeck migrate”.`}</Toned>
        </p>
      )}
      <table className={css.table} data-folds>
        <thead>
          <tr>
            <th scope="col">Largest tables</th>
            <th scope="col">Size with indexes</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, bytes }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={css.dim}>{sizeText(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
