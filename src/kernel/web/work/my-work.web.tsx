import { Skeleton } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import type { MyTask, MyWait, RecordLink } from '../../traits/wire.ts'
import { useApplication, useRegistry } from '../application.web.ts'
import { Face } from '../field/face.web.tsx'
import { labelFor } from '../field/fields.ts'
import { RecordAnchor } from '../field/reference.web.tsx'
import { When } from '../field/when.web.tsx'
import { dayNow } from '../field/when.ts'
import { countText } from '../field/words.ts'
import { useMe } from '../session.web.tsx'
import { useAtHand } from '../at-hand.web.ts'
import { useHasNavigation, usePlaces } from '../shell/navigation.web.tsx'
import { SearchContext } from '../shell/search.web.ts'
import { useTitle } from '../title.web.ts'
import { useLater } from '../whole.web.tsx'
import css from './my-work.module.css'
import { Glances } from './glances.web.tsx'
import { AllOfWait, linesOf } from './lines.web.tsx'
import { useMyWork } from './my-work-data.web.ts'
import { Section } from './section.web.tsx'
import { SettingUp } from '../checklist/setting-up.web.tsx'
import { WaitingApprovals } from './waiting.web.tsx'

/** The first page: what waits for the caller, what is theirs, what changed of what they watch, and ways on. */
export function MyWorkPage() {
  useTitle('My work')
  useLater()
  const { account } = useMe()
  const { data, isPending } = useMyWork()
  const recents = useAtHand('recents').slice(0, 8)
  const first = account.name.split(' ')[0]
  const tasks = data?.tasks ?? []
  const waits = data?.waits ?? []
  const isPortal = !useHasNavigation()
  const openSearch = useContext(SearchContext)
  return (
    <div className={css.page} data-is-portal={isPortal || undefined}>
      <header className={css.head}>
        <h1>
          {greeting(new Date().getHours())}, {first}
        </h1>
        <p>{isPending ? ' ' : summary(tasks, waits)}</p>
      </header>
      {isPortal && (
        <button type="button" className={css.search} onClick={openSearch}>
          <IconSearch size={18} aria-hidden /> Find anyone or anything by name or number
        </button>
      )}
      {isPending && <Skeleton h={120} />}
      {tasks.length + waits.length > 0 && (
        <Section title="Waiting for you">
          <ul className={css.lines}>{linesOf(tasks, waits)}</ul>
          {waits
            .filter(({ count, records }) => count > records.length)
            .map((wait) => (
              <AllOfWait key={`${wait.type} ${wait.says}`} {...wait} />
            ))}
        </Section>
      )}
      <WaitingApprovals />
      <SettingUp />
      <Glances />
      <Mine />
      {data && data.changed.length > 0 && (
        <Section title="Changed this week, of what you watch">
          <Links links={data.changed} />
        </Section>
      )}
      <Ways />
      {recents.length > 0 && (
        <Section title="Opened lately">
          <Links links={recents} />
        </Section>
      )}
    </div>
  )
}

const greeting = (hour: number): string =>
  hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon'

function summary(tasks: readonly MyTask[], waits: readonly MyWait[]): string {
  const today = dayNow()
  const late = sum(waits.map((wait) => wait.late)) + tasks.filter(({ dueOn }) => dueOn !== null && dueOn < today).length
  const count = tasks.length + sum(waits.map((wait) => wait.count))
  if (count === 0) return 'Nothing waits for you.'
  const things = count === 1 ? 'One thing waits' : `${countText(count)} things wait`
  return late > 0
    ? `${things} for you, ${late === count ? 'all' : countText(late)} past ${late === 1 ? 'its' : 'their'} date.`
    : `${things} for you.`
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** What points at the caller: each kind with its count, leading to its list. */
function Mine() {
  const registry = useRegistry()
  const mine = (useMyWork().data?.records ?? []).filter(({ count }) => count > 0)
  if (mine.length === 0) return null
  return (
    <Section title="Yours">
      <ul className={css.tiles}>
        {mine.map(({ type, field, count }) => {
          const record = registry.record(type)
          const label = record.label[count === 1 ? 0 : 1]
          return (
            <li key={`${type} ${field}`}>
              <Link
                to="/$path"
                params={{ path: pathOf(record) }}
                search={{ filter: { [field]: 'me' } }}
                className={css.tile}
              >
                <strong>{countText(count)}</strong>
                <span>{label}</span>
                <span className={css.dim}>{labelFor(record, field)}: you</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** For those without a navigation: where they can go. */
function Ways() {
  const { name } = useApplication()
  const places = usePlaces().flatMap((section) => section.places)
  if (useHasNavigation() || places.length === 0) return null
  return (
    <Section title={`In ${name} you can`}>
      <ul className={css.ways}>
        {places.map(({ to, title, icon: Icon, isPicture }) => (
          <li key={to}>
            <Link to={to} className={css.way}>
              {Icon && <Icon size={16} stroke={1.6} aria-hidden />}
              {isPicture ? `See the ${inSentence(title)}` : `Look up ${inSentence(title)}`}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Records by name; beside each when it changed, where that is known, or its number. */
function Links({ links }: { links: readonly (RecordLink & { readonly at?: string })[] }) {
  const { registry, icons, faces } = useApplication()
  return (
    <ul className={css.lines}>
      {links.map((link) => {
        const record = registry.record(link.type)
        const Icon = icons[record.icon ?? '']
        return (
          <li key={link.id} className={css.line}>
            {faces.includes(link.type) ? (
              <Face name={link.title ?? ''} isBare />
            ) : (
              Icon && <Icon size={16} stroke={1.6} className={css.icon} aria-hidden />
            )}
            <span className={css.grow}>
              <RecordAnchor record={record} id={link.id}>
                {link.title}
              </RecordAnchor>
            </span>
            <span className={css.dim}>{link.at ? <When value={link.at} /> : link.number}</span>
          </li>
        )
      })}
    </ul>
  )
}
