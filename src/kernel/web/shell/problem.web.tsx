import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiProblem } from '../api.web.ts'
import css from './shell.module.css'

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Below a heading of the page's own. */
  readonly isPart?: boolean
}

/** A page's place taken by words: what happened or what belongs here, and what to do next. */
export function Notice({ title, children, action, isPart = false }: NoticeProps) {
  const Heading = isPart ? 'h2' : 'h1'
  return (
    <div className={css.notice}>
      <Heading className={css.noticeTitle}>{title}</Heading>
      {children && <p className={css.noticeText}>{children}</p>}
      {action && <div className={css.noticeAction}>{action}</div>}
    </div>
  )
}

export function NotFound() {
  return (
    <Notice
      title="There is nothing here"
      action={
        <Button component={Link} to="/" variant="default">
          Go to my work
        </Button>
      }
    >
      The page doesn’t exist, or you may not see it. If someone sent you the link, ask them who may.
    </Notice>
  )
}

/** What stands where a page failed: nothing that was saved is touched by it. */
export function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  const isOurs = error instanceof ApiProblem
  return (
    <Notice
      title={isOurs ? 'This couldn’t be loaded' : 'This page stumbled'}
      action={
        <Button variant="default" onClick={() => (reset ? reset() : window.location.reload())}>
          Try again
        </Button>
      }
    >
      {isOurs ? error.message : 'What you saved is safe. Try again; if it keeps happening, tell your administrator.'}
      {isOurs && error.requestId && <span className={css.request}>Request {error.requestId}</span>}
    </Notice>
  )
}
