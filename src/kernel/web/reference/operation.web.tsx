import { Link } from '@tanstack/react-router'
import { exampleOf } from '../../http/example.ts'
import { useTitle } from '../title.web.ts'
import { Code } from './code.web.tsx'
import { curlOf } from './curl.ts'
import type { Operation, Parameter, Payload } from './description.ts'
import css from './reference.module.css'
import { propertiesOf, type Property, typeText, wordsOf } from './schema.ts'

/** One operation: what it does, what it takes, what it answers, and how to call it. */
export function OperationPage({ operation }: { operation: Operation }) {
  const { method, path, summary, says, isPublic, parameters, body, status, answer, answerSays } = operation
  useTitle(summary)
  return (
    <article className={css.article}>
      <header>
        <p className={css.back}>
          <Link to={'/reference' as '/'}>All operations</Link>
        </p>
        <h1>{summary}</h1>
        <p className={css.address}>
          <span className={css.verb}>{method}</span> <code>{path}</code>
        </p>
        <p className={css.lead}>{isPublic || !says ? (says ?? 'Needs a signed-in account.') : <Coded text={says} />}</p>
      </header>
      <Code label="Call it with curl" text={curlOf(operation, window.location.origin)} />
      {parameters.length > 0 && (
        <section>
          <h2>Parameters</h2>
          <Table rows={parameters.map(parameterRow)} label="Parameters" needed="required" />
        </section>
      )}
      {body && (
        <section>
          <h2>Body</h2>
          <Content payload={body} label="Body" isShort />
        </section>
      )}
      <section>
        <h2>
          Answer <span className={css.status}>{status}</span>
        </h2>
        {answerSays !== 'Done.' && <p>{answerSays}</p>}
        {answer ? (
          <Content payload={answer} label="Answer" />
        ) : (
          answerSays === 'Done.' && <p>{status === '204' ? 'Nothing but the status.' : 'JSON.'}</p>
        )}
      </section>
    </article>
  )
}

function Content({ payload, label, isShort = false }: { payload: Payload; label: string; isShort?: boolean }) {
  const { type, schema, example } = payload
  const rows = schema ? propertiesOf(schema) : []
  const shown = example ?? (schema && type.includes('json') ? exampleOf(schema, { isShort }) : undefined)
  return (
    <>
      {!type.includes('application/json') && (
        <p>
          As <code>{type}</code>.
        </p>
      )}
      {rows.length > 0 && <Table rows={rows} label={label} needed={isShort ? 'required' : 'always'} />}
      {rows.length === 0 && schema && <p>{typeText(schema)}</p>}
      {shown !== undefined && <Code label={`${label}, for example`} text={JSON.stringify(shown, null, 2)} />}
    </>
  )
}

interface TableProps {
  readonly rows: readonly Property[]
  readonly label: string
  /** The word for what must be given, or is always there. */
  readonly needed: string
}

function Table({ rows, label, needed }: TableProps) {
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, type, isRequired, says }) => (
          <tr key={path}>
            <th scope="row">
              <Name path={path} />
            </th>
            <td className={css.type}>
              {type}
              {isRequired && <span className={css.required}>{needed}</span>}
            </td>
            <td>
              <Coded text={says.join(' ')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A property's name, with the way to it in a quieter voice. */
function Name({ path }: { path: string }) {
  const at = path.lastIndexOf('.') + 1
  return (
    <code>
      {at > 0 && <span className={css.way}>{path.slice(0, at)}</span>}
      {path.slice(at)}
    </code>
  )
}

const places = { path: 'In the path.', query: '', header: 'A header.' } as const

const parameterRow = ({ name, in: place, required = false, description, schema }: Parameter): Property => ({
  path: name,
  type: typeText(schema),
  isRequired: required,
  says: [places[place], description, ...wordsOf(schema)].filter(
    (one) => typeof one === 'string' && one !== '',
  ) as string[],
})

/** A sentence with its `code` set as such. */
const Coded = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>))}</>
)
