import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMantineColorScheme } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSunMoon from '@tabler/icons-react/dist/esm/icons/IconSunMoon.mjs'
import { useNavigate, useParams } from '@tanstack/react-router'
import { inSentence } from '../../record/in-sentence.ts'
import { pathOf } from '../../record/registry.ts'
import type { RecordLink } from '../../traits/wire.ts'
import { keys, read } from '../api.web.ts'
import { useApplication } from '../application.web.ts'
import { movesOf } from '../record/moves.ts'
import type { Row } from '../record/row.ts'
import { verbsOf } from '../record/verbs.web.ts'
import { useMe } from '../session.web.tsx'
import { useSignOut } from './account-menu.web.tsx'
import { useAtHand } from '../at-hand.web.ts'
import { usePlaces } from './navigation.web.tsx'

export interface Entry {
  readonly key: string
  readonly title: string
  /** A word about it at the right: its number, or what kind of thing it is. */
  readonly note: string
  readonly icon: Icon | null
  readonly face?: string
  readonly run: () => void
}
export interface EntryGroup {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** What the palette offers for a text: records by the search of the server, then pages and commands by their words. */
export function useEntries(text: string, openHelp: () => void): { groups: readonly EntryGroup[]; isLooking: boolean } {
  const [q] = useDebouncedValue(text.trim(), 120)
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => read<{ results: readonly RecordLink[] }>('/search', { q, limit: 12 }, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const recents = useAtHand('recents')
  const toEntry = useRecordEntry()
  const moves = useMoves()
  const commands = useCommands(openHelp)
  const matching = (group: EntryGroup): EntryGroup => ({
    ...group,
    entries: group.entries.filter(({ title }) => matches(title, text)),
  })
  const records = text.trim() === '' ? recents.slice(0, 6) : (found.data?.results ?? [])
  const groups = [
    // What can be done here is likelier meant than a record whose title has the same word.
    ...(text.trim() === '' ? [] : moves.map(matching)),
    { title: text.trim() === '' ? 'Recent' : 'Records', entries: records.map(toEntry) },
    ...commands.map(matching),
  ]
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isLooking: found.isFetching || q !== text.trim(),
  }
}

function useRecordEntry(): (link: RecordLink) => Entry {
  const { registry, icons, faces } = useApplication()
  const navigate = useNavigate()
  return (link) => {
    const record = registry.record(link.type)
    return {
      key: link.id,
      title: link.title ?? link.number ?? '',
      note: link.number ?? record.label[0],
      icon: icons[record.icon ?? ''] ?? null,
      ...(faces.includes(link.type) && link.title && { face: link.title }),
      run: () => void navigate({ to: '/$path/$id', params: { path: pathOf(record), id: link.id } }),
    }
  }
}

/** The moves of the record whose page is open. */
function useMoves(): readonly EntryGroup[] {
  const client = useQueryClient()
  const { path = '', id = '' } = useParams({ strict: false })
  const record = useApplication().registry.byPath(path)
  const row = record && client.getQueryData<Row>(keys.row(record.name, id))
  if (!row) return []
  const entries = movesOf(record, row).map((move) => ({
    key: `move ${move.name}`,
    title: move.label,
    note: row.number ?? record.label[0],
    icon: IconArrowRight,
    run: () => void verbsOf(client, record, row).move(move),
  }))
  return [{ title: `This ${inSentence(record.label[0])}`, entries }]
}

function useCommands(openHelp: () => void): readonly EntryGroup[] {
  const { registry, icons } = useApplication()
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const pages = usePlaces().flatMap((section) => section.places)
  const go = [{ to: '/', title: 'My work', icon: null }, ...pages].map(({ to, title, icon }) => ({
    key: `go ${to}`,
    title,
    note: 'Go to',
    icon: icon ?? IconArrowRight,
    run: () => void navigate({ to }),
  }))
  const creatable = registry.records.filter((record) => me.can[record.name]?.create)
  const create = creatable.map((record) => ({
    key: `new ${record.name}`,
    title: `New ${inSentence(record.label[0])}`,
    note: 'Create',
    icon: icons[record.icon ?? ''] ?? IconPlus,
    run: () => void navigate({ to: '/$path/new', params: { path: pathOf(record) } }),
  }))
  const themes = (['light', 'dark', 'auto'] as const).filter((scheme) => scheme !== colorScheme)
  const looks = themes.map((scheme) => ({
    key: scheme,
    title: scheme === 'auto' ? 'Follow the system’s light or dark' : `Switch to ${scheme}`,
    note: 'Look',
    icon: IconSunMoon,
    run: () => setColorScheme(scheme),
  }))
  const own = [
    ...looks,
    { key: 'help', title: 'Keyboard shortcuts', note: '?', icon: IconKeyboard, run: openHelp },
    { key: 'sign-out', title: 'Sign out', note: '', icon: IconLogout, run: () => void signOut() },
  ]
  return [
    { title: 'Pages', entries: go },
    { title: 'Create', entries: create },
    { title: 'Commands', entries: own },
  ]
}

/** Whether each word typed begins a word of the title. */
function matches(title: string, text: string): boolean {
  const words = title.toLowerCase().split(/[\s-]+/)
  const typed = text.toLowerCase().trim().split(/\s+/)
  return typed.every((part) => words.some((word) => word.startsWith(part)))
}
