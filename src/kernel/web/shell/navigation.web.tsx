import { Link } from '@tanstack/react-router'
import IconHome from '@tabler/icons-react/dist/esm/icons/IconHome.mjs'
import type { Icon } from '@tabler/icons-react'
import { pathOf } from '../../record/registry.ts'
import { type ModulePage, type Place, useApplication } from '../application.web.ts'
import { useAtHand } from '../at-hand.web.ts'
import { type Me, mayI, useMe } from '../session.web.tsx'
import { useLater } from '../whole.web.tsx'
import { useMyWork } from '../work/my-work-data.web.ts'
import css from './shell.module.css'

/** The parts the caller may open, by layer; then what they keep at hand. */
export function Navigation() {
  useLater()
  const sections = usePlaces()
  const { tasks = [], waits = [] } = useMyWork().data ?? {}
  const waiting = waits.reduce((all, { count }) => all + count, tasks.length)
  return (
    <nav className={css.nav} aria-label="Main">
      <ul className={css.navList}>
        <Item to="/" title="My work" icon={IconHome} count={waiting} isExact />
      </ul>
      {sections.map((section) => (
        <section key={section.title} className={css.navSection}>
          <h2 className={css.navTitle}>{section.title}</h2>
          <ul className={css.navList}>
            {section.places.map((place) => (
              <Item key={place.to} {...place} />
            ))}
          </ul>
        </section>
      ))}
      <AtHand title="Favourites" name="favourites" />
      <AtHand title="Recent" name="recents" most={5} />
    </nav>
  )
}

export interface OpenPlace {
  readonly to: string
  readonly title: string
  readonly icon: Icon | null
  /** A page written by hand, not a list of records. */
  readonly isPicture?: boolean
  readonly glance?: ModulePage['glance']
}

/** The navigation as this caller may see it. */
export function usePlaces(): readonly { readonly title: string; readonly places: readonly OpenPlace[] }[] {
  const application = useApplication()
  const me = useMe()
  const hasNavigation = useHasNavigation()
  const open = ({ title, places }: { title: string; places: readonly Place[] }) => ({
    title,
    places: places.map((place) => openPlace(place)).filter((place) => place !== null),
  })
  const openPlace = (place: Place): OpenPlace | null => {
    if ('record' in place) return place.isForKeepers && !me.can[place.record]?.create ? null : recordPlace(place.record)
    const page = application.pages.find(({ path }) => path === place.page)
    if (!page || !mayI(me, page.permission)) return null
    return {
      to: page.path,
      title: page.title,
      icon: application.icons[page.icon] ?? null,
      isPicture: true,
      glance: page.glance,
    }
  }
  const recordPlace = (name: string): OpenPlace | null => {
    if (!mayRead(me, name)) return null
    const record = application.registry.record(name)
    return { to: `/${pathOf(record)}`, title: record.label[1], icon: application.icons[record.icon ?? ''] ?? null }
  }
  const sections = application.navigation.filter(({ isForKeepers = false }) => hasNavigation || !isForKeepers)
  return sections.map(open).filter(({ places }) => places.length > 0)
}

const mayRead = (me: Me, name: string): boolean => me.can[name]?.read === true

function Item({
  to,
  title,
  icon: Icon,
  count = 0,
  isExact = false,
}: OpenPlace & { count?: number; isExact?: boolean }) {
  return (
    <li>
      <Link
        to={to}
        className={css.navItem}
        activeOptions={{ exact: isExact, includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
      >
        {Icon ? <Icon size={16} stroke={1.6} aria-hidden /> : <i className={css.noIcon} />}
        <span className={css.navText}>{title}</span>
        {count > 0 && (
          <span className={css.navCount} aria-label={`${count} waiting for you`}>
            {count}
          </span>
        )}
      </Link>
    </li>
  )
}

/** Those whose roles all are portal roles have one calm page and search, no navigation. */
export function useHasNavigation(): boolean {
  const { portalRoles } = useApplication()
  const { roles } = useMe()
  return !(roles.length > 0 && roles.every((role) => portalRoles.includes(role)))
}

/** Records the caller marked, or opened lately; not drawn while there are none. */
function AtHand({ title, name, most = 12 }: { title: string; name: 'favourites' | 'recents'; most?: number }) {
  const links = useAtHand(name).slice(0, most)
  const { registry, icons } = useApplication()
  if (links.length === 0) return null
  return (
    <section className={css.navSection}>
      <h2 className={css.navTitle}>{title}</h2>
      <ul className={css.navList}>
        {links.map((link) => {
          const record = registry.record(link.type)
          return (
            <Item
              key={link.id}
              to={`/${pathOf(record)}/${link.id}`}
              title={link.title ?? link.number ?? ''}
              icon={icons[record.icon ?? ''] ?? null}
            />
          )
        })}
      </ul>
    </section>
  )
}
