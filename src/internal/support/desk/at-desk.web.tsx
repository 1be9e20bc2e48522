import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../../kernel/web/session.web.tsx'
import css from './at-desk.module.css'
import { PromiseLine } from './promise-line.web.tsx'

/** On the ticket's own page: when it is due, and the way to the desk for those who work there. */
export default function AtDesk({ row }: PartProps) {
  if (!mayI(useMe(), 'ticket.write')) return null
  return (
    <div className={css.line}>
      <PromiseLine row={row} />
      <Button
        variant="default"
        size="compact-sm"
        renderRoot={(props) => <Link {...props} to="/desk" search={{ queue: 'all', ticket: row.id } as never} />}
      >
        Work on it at the desk
      </Button>
    </div>
  )
}
