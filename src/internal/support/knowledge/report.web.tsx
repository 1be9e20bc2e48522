import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useOffered } from '../portal/data.web.ts'
import { helpPath } from './paths.ts'

/** Leads to where a problem is reported, with words that are known already; to the first page of help where nothing like it is offered. */
export function ReportButton({ what }: { what: string }) {
  const problem = useOffered().data?.items.find(({ kind }) => kind === 'problem')
  return (
    <Button
      component={Link}
      to={problem ? `/help/order/${problem.id}` : helpPath}
      search={(problem ? { what } : {}) as never}
      variant="default"
      size="md"
    >
      Report it
    </Button>
  )
}
