import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { When } from '../../../kernel/web/field/when.web.tsx'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import css from './desk.module.css'
import type { Gap } from './desk.ts'
import { newPath } from './paths.ts'

/** What people looked for and didn't find: each with how many missed it, and the button that ends it. */
export function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  return (
    <section className={css.section}>
      <h2>What people look for in vain</h2>
      <p className={css.about}>Questions of the last 90 days that found nothing, or nothing that anybody opened.</p>
      {gaps.length === 0 ? (
        <p className={css.calm}>None. Whoever asked found something to open.</p>
      ) : (
        <ul className={css.lines}>
          {gaps.map((gap) => (
            <Line key={gap.gap} gap={gap} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Line({ gap }: { gap: Gap }) {
  const client = useQueryClient()
  const close = async () => {
    try {
      await api('POST', '/knowledge/closed-gaps', { body: { gap: gap.gap } })
      toast({ says: `“${gap.asked}” is set aside until somebody asks again.` })
      await client.invalidateQueries({ queryKey: keys.lists('knowledge_article') })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <li>
      <span className={css.name}>
        “{gap.asked}”
        <span className={css.who}>
          {peopleText(gap)}, last by {gap.lastBy} <When value={gap.lastAt} />
        </span>
      </span>
      <span className={css.facts}>
        <Button variant="subtle" onClick={() => void close()} aria-label={`Set aside: ${gap.asked}`}>
          Set aside
        </Button>
        <Button
          component={Link}
          to={newPath}
          search={{ title: gap.asked, gap: gap.gap } as never}
          variant="default"
          aria-label={`Write this article: ${gap.asked}`}
        >
          Write this article
        </Button>
      </span>
    </li>
  )
}

function peopleText({ people, times, empty }: Gap): string {
  const who = people === 1 ? 'One person' : `${people} people`
  const often = times > people ? `, ${times} times` : ''
  return `${who}${often}${empty === times ? '' : empty === 0 ? ', who opened nothing' : ', who found nothing or opened nothing'}`
}
