import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { panelStyles as panel } from '../../foundation/pictures/index.web.tsx'
import type { PartProps } from '../../kernel/web/record/extend.web.tsx'
import { mayI, useMe } from '../../kernel/web/session.web.tsx'

/** The way from an engagement, or from what is run for us under it, to its report of the last month. */
export default function ReportLink({ record, row }: PartProps) {
  const maySee = mayI(useMe(), 'scorecard_value.read')
  const engagement = record.name === 'engagement' ? row.id : idIn(row['engagement'])
  if (!maySee || engagement === null)
    return <p className={panel.lead}>Reports are seen by those who answer for vendors, services or money.</p>
  return (
    <>
      <p className={panel.lead}>
        Month by month, out of our own rows: tickets, availability, cost, claims, obligations and meetings, with the
        vendor’s figures beside ours.
      </p>
      <Button
        variant="default"
        renderRoot={(props) => <Link to={'/service-report' as '/'} search={{ engagement } as never} {...props} />}
      >
        Open the report of last month
      </Button>
    </>
  )
}

const idIn = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null
