import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { Lines } from '../../../kernel/web/record/states.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import css from './at-desk.module.css'
import { PromiseLine } from './promise-line.web.tsx'

const Promises = lazy(() => import('../service-levels/promises.web.tsx'))

/** On the ticket's own page, whatever tab is open: when it is due and why then, and the way to the desk for those who work there. */
export default function AtDesk({ record, row }: PartProps) {
  const [isWhyOpen, setWhyOpen] = useState(false)
  if (!mayI(useMe(), 'ticket.write')) return null
  return (
    <>
      <div className={css.line}>
        <PromiseLine row={row} isWhyOpen={isWhyOpen} onWhy={() => setWhyOpen(!isWhyOpen)} />
        <Button
          variant="default"
          size="compact-sm"
          renderRoot={(props) => <Link {...props} to="/desk" search={{ queue: 'all', ticket: row.id } as never} />}
        >
          Work on it at the desk
        </Button>
      </div>
      {isWhyOpen && (
        <section aria-label="What is promised">
          <Suspense fallback={<Lines count={4} />}>
            <Promises record={record} row={row} />
          </Suspense>
        </section>
      )}
    </>
  )
}
