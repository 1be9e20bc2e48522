import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import { dayText } from '../field/when.ts'
import { useMe } from '../session.web.tsx'
import { Notice } from '../shell/problem.web.tsx'
import { emptyWords } from './empty.ts'
import { useList } from './list-model.web.ts'

/** What stands where there are no rows: what belongs here and how to begin, or how to see more. */
export default function EmptyList() {
  const { record, shown, search, view, change, open } = useList()
  const me = useMe()
  const [one, many] = record.label
  if (shown.asOf)
    return (
      <Notice
        isPart
        title={`No ${inSentence(many)} on ${dayText(shown.asOf)}`}
        action={
          <Button variant="default" onClick={() => change({ asOf: undefined })}>
            Back to today
          </Button>
        }
      >
        Nothing that fits stood here on that day.
      </Notice>
    )
  const isNarrowed = shown.q !== '' || Object.keys(shown.filter).length > 0 || shown.archived === 'only'
  if (isNarrowed)
    return (
      <Notice
        isPart
        title={`No ${inSentence(many)} match`}
        action={
          <Button
            variant="default"
            onClick={() =>
              search.q || search.filter
                ? change({ q: undefined, filter: undefined, archived: undefined })
                : open(undefined)
            }
          >
            {view && !search.q && !search.filter ? `Show all ${inSentence(many)}` : 'Clear search and filters'}
          </Button>
        }
      >
        Nothing here fits {shown.q ? `“${shown.q}”` : 'the filters'}.
      </Notice>
    )
  const create = me.can[record.name]?.create && (
    <Button component={Link} to={`/${pathOf(record)}/new`}>
      New {inSentence(one)}
    </Button>
  )
  const { title, says } = emptyWords(record, me.can[record.name]?.seesAll === true)
  return (
    <Notice isPart title={title} action={create || undefined}>
      {says}
    </Notice>
  )
}
