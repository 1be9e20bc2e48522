import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ImportStatus, ImportView } from '../../importing/import.ts'
import { ApiProblem } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { countText } from '../field/words.ts'
import { sizeText } from '../../files/size.ts'
import { Broken, NotFound } from '../shell/problem.web.tsx'
import { PageSkeleton } from '../shell/skeleton.web.tsx'
import { useTitle } from '../title.web.ts'
import { ColumnsStep } from './columns-step.web.tsx'
import { useImport } from './data.web.ts'
import css from './importing.module.css'
import { ResultStep } from './result-step.web.tsx'
import { formatText } from './words.ts'
import { inSentence } from '../../record/in-sentence.ts'

/** One import on its way: columns, preview, result. Work goes on while nobody looks. */
export default function ImportPage() {
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const { data, error, refetch } = useImport(id)
  useTitle(data ? `Import of ${data.fileName}` : 'Import')
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  if (error && !data) return <Broken error={error} reset={() => void refetch()} />
  return data ? <Steps key={data.id} given={data} /> : <PageSkeleton />
}

function Steps({ given }: { given: ImportView }) {
  const record = useRegistry().records.find(({ name }) => name === given.type)
  const [isMapping, setMapping] = useState(given.status === 'mapping')
  useEffect(() => {
    if (given.status === 'mapping') setMapping(true)
    else if (given.status !== 'ready') setMapping(false)
  }, [given.status])
  if (!record) return <NotFound />
  const many = inSentence(record.label[given.rows === 1 ? 0 : 1])
  return (
    <div className={css.page}>
      <header className={css.head}>
        <p className={css.trail}>
          <Link to={'/imports' as '/'}>Imports</Link>
        </p>
        <h1>{given.fileName}</h1>
        <p>
          {countText(given.rows)} {many} · {formatText(given.format)} · {sizeText(given.fileSize)}
        </p>
        <Trail status={given.status} isMapping={isMapping} />
      </header>
      {isMapping ? (
        <ColumnsStep given={given} record={record} onDone={() => setMapping(false)} />
      ) : (
        <ResultStep given={given} record={record} onColumns={() => setMapping(true)} />
      )}
    </div>
  )
}

const steps = ['File', 'Columns', 'Preview', 'Result'] as const

function Trail({ status, isMapping }: { status: ImportStatus; isMapping: boolean }) {
  const isEarly = status === 'staging' || status === 'ready'
  const now = isMapping ? 1 : isEarly ? 2 : 3
  return (
    <ol className={css.steps} aria-label="Steps">
      {steps.map((step, place) => (
        <li
          key={step}
          data-state={place < now ? 'done' : place === now ? 'now' : 'ahead'}
          aria-current={place === now ? 'step' : undefined}
        >
          <span className={css.stepNumber} aria-hidden>
            {place < now ? '✓' : place + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  )
}
