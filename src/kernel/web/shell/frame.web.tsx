import { ActionIcon } from '@mantine/core'
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks'
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { CatchBoundary, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Bell } from '../inbox/bell.web.tsx'
import { useLive } from '../live.web.ts'
import { AskedMoves } from '../record/asked-move.web.tsx'
import { AccountMenu } from './account-menu.web.tsx'
import { ConnectionBanner } from './connection.web.tsx'
import { Navigation, useHasNavigation } from './navigation.web.tsx'
import { Brand } from './brand.web.tsx'
import { SearchContext } from './search.web.ts'
import { Broken } from './problem.web.tsx'
import css from './shell.module.css'
import { useShortcuts } from './shortcuts.web.ts'

const loadPalette = () => import('./palette.web.tsx')
const Palette = lazy(loadPalette)
const NavigationDrawer = lazy(() => import('./drawer.web.tsx'))
const HelpSheet = lazy(() => import('./help.web.tsx'))

/** The frame around every page: navigation by layer, search, the caller, and the page in the middle. */
export function Frame() {
  useLive()
  const [isPaletteOpen, palette] = useDisclosure(false)
  const [isHelpOpen, help] = useDisclosure(false)
  const [isDrawerOpen, { open: openDrawer, close: closeDrawer }] = useDisclosure(false)
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const hasNavigation = useHasNavigation()
  const { pathname } = useLocation()
  const main = useFocusOnMove(pathname)
  useOnMove(pathname, closeDrawer)
  useSoon(loadPalette)
  useHotkeys([['mod+K', palette.open]], [])
  useShortcuts({ openHelp: help.open, openSearch: palette.open })
  return (
    <div className={css.frame} data-has-navigation={(hasNavigation && !isNarrow) || undefined}>
      <a className={css.skip} href="#main">
        Skip to the page
      </a>
      <header className={css.header}>
        {isNarrow && hasNavigation && (
          <ActionIcon aria-label="Open navigation" onClick={openDrawer}>
            <IconMenu2 size={18} />
          </ActionIcon>
        )}
        {(isNarrow || !hasNavigation) && <Brand isShort={isNarrow} />}
        <button type="button" className={css.search} onClick={palette.open}>
          <IconSearch size={16} aria-hidden />
          <span className={css.searchText}>Search or type a command</span>
          <kbd className={css.kbd}>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <Bell />
        <AccountMenu openHelp={help.open} />
      </header>
      {hasNavigation && !isNarrow && (
        <aside className={css.side}>
          <Brand />
          <Navigation />
        </aside>
      )}
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        <ConnectionBanner />
        <CatchBoundary getResetKey={() => pathname} errorComponent={Broken}>
          <SearchContext value={palette.open}>
            <Outlet />
          </SearchContext>
        </CatchBoundary>
      </main>
      <Suspense fallback={<div data-opening />}>
        {isPaletteOpen && <Palette close={palette.close} openHelp={help.open} />}
        {isNarrow && isDrawerOpen && <NavigationDrawer close={closeDrawer} />}
        {isHelpOpen && <HelpSheet close={help.close} />}
      </Suspense>
      <AskedMoves />
    </div>
  )
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Does something each time another page opens. */
function useOnMove(pathname: string, act: () => void): void {
  const [shown, setShown] = useState(pathname)
  if (shown === pathname) return
  setShown(pathname)
  act()
}

/** Loads what is likely needed next once the page is at rest. */
function useSoon(load: () => unknown): void {
  useEffect(() => {
    const timer = setTimeout(load, 1500)
    return () => clearTimeout(timer)
  }, [load])
}

/** Moves the focus to the page when another one opens, so that keyboard and screen reader start there. */
function useFocusOnMove(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
