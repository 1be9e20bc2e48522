import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { dayNow, dayText } from '../../kernel/web/field/when.ts'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { useRelated } from '../../kernel/web/record/related.web.tsx'
import { Notice } from '../../kernel/web/record/states.web.tsx'
import { heldText, isGoing } from './hand-over.ts'

/** Says what someone who has left, or is about to, still answers for; nothing once it is handed over. */
export default function HandOver({ record, row }: PartProps) {
  const { groups } = useRelated(record, row)
  const leavesOn = typeof row.leavesOn === 'string' ? row.leavesOn : null
  if (!isGoing({ state: row.state, leavesOn }, dayNow())) return null
  const held = (type: string, field: string) =>
    groups.find((group) => group.from.name === type && group.field === field)
  const owned = held('service', 'owner')
  const services = owned?.rows.every(({ state }) => state === 'retired') ? 0 : (owned?.count.count ?? 0)
  const text = heldText({
    services,
    teams: held('team', 'lead')?.count.count ?? 0,
    units: held('business_unit', 'head')?.count.count ?? 0,
  })
  if (!text) return null
  const when = row.state === 'left' || !leavesOn ? 'has left' : `leaves on ${dayText(leavesOn)}`
  return (
    <Notice
      tone="warning"
      action={
        services > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/$path"
                params={{ path: 'services' }}
                search={{ filter: { owner: row.id, state: ['planned', 'live'] } } as never}
              />
            )}
          >
            Hand over the services
          </Button>
        )
      }
    >
      {row.title} {when} and still answers for {text}.
    </Notice>
  )
}
