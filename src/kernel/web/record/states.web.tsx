import { Button, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { ApiProblem } from '../api.web.ts'
import page from './page.module.css'
import classes from './record.module.css'

/** Lines that stand for text on its way. */
export function Lines({ count }: { count: number }) {
  return (
    <div className={page.lines} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={12} width={`${92 - ((index * 23) % 50)}%`} radius="sm" />
      ))}
    </div>
  )
}

/** The shape of a record's page while it is on its way. */
export function PageSkeleton({ record }: { record: AnyRecord }) {
  return (
    <div className={page.page} aria-busy aria-label={`${record.label[0]} on its way`}>
      <Skeleton height={24} width={320} maw="80%" radius="sm" />
      <Skeleton height={12} width={420} maw="95%" radius="sm" mt={14} />
      <Skeleton height={1} mt={58} />
      <div className={page.overview} style={{ marginTop: 20 }}>
        <div className={classes.panels}>
          {record.page.map(({ panel, shows }) => (
            <div key={panel} className={classes.panel}>
              <div className={classes.panelBody}>
                <Lines count={shows.length + 1} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** The record isn't there, isn't visible, or couldn't be read: what happened and the ways on. */
export function Missing({ record, problem, onRetry }: { record: AnyRecord; problem: unknown; onRetry: () => void }) {
  const isNotFound = problem instanceof ApiProblem && (problem.status === 404 || problem.status === 400)
  const [one, many] = [inSentence(record.label[0]), inSentence(record.label[1])]
  return (
    <div className={page.notFound}>
      <h1 className={page.title}>{isNotFound ? `This ${one} isn’t here` : `This ${one} can’t be shown now`}</h1>
      <p className={classes.dim}>
        {isNotFound
          ? 'It may never have existed, or you may not see it. If someone gave you the link, ask them whether you should have access.'
          : problem instanceof ApiProblem
            ? problem.message
            : 'Something went wrong in this page. Your data is safe.'}
      </p>
      <div className={page.ways}>
        {!isNotFound && <Button onClick={onRetry}>Try again</Button>}
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/$path" params={{ path: pathOf(record) }} {...props} />}
        >
          All {many}
        </Button>
      </div>
    </div>
  )
}

/** One line across the page that says how this record stands, with what to do about it at its end. */
export function Notice({
  tone = 'info',
  children,
  action,
}: {
  tone?: 'info' | 'warning' | 'neutral'
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={page.banner} data-tone={tone} role="status">
      <span>{children}</span>
      {action}
    </div>
  )
}

/** A part of the page that couldn't be read, with the way to try again. */
export function Failed({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  return (
    <p className={classes.dim} role="alert">
      {problem instanceof ApiProblem ? problem.message : 'This part can’t be shown now.'}{' '}
      <button type="button" className={classes.textButton} onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}
