import type { Icon } from '@tabler/icons-react'
import { createContext, type ComponentType, type LazyExoticComponent, useContext } from 'react'
import type { AnyRecord, LinkType } from '../record/define.ts'
import type { Registry } from '../record/registry.ts'

/** A page written by hand, beside the generated ones. `permission` null: everyone who is signed in may open it. */
export interface ModulePage {
  readonly path: string
  readonly title: string
  readonly permission: string | null
  readonly icon: string
  readonly component: LazyExoticComponent<ComponentType> | ComponentType
  /** The page in a sentence as it is now, for the first page of those who may open it. */
  readonly glance?: LazyExoticComponent<ComponentType>
}
/** A place in the navigation: a record type's list (with `isForKeepers` only for those who may add to it), or a hand-written page. */
export type Place = { readonly record: string; readonly isForKeepers?: boolean } | { readonly page: string }
/** A named group of places; those the caller may not open are left out, and a group without any is not drawn. */
export interface NavigationSection {
  readonly title: string
  readonly places: readonly Place[]
  /** Not offered to those who have the portal only. */
  readonly isForKeepers?: boolean
}

/** What the application gives the shell: its records, pages, navigation and icons. The shell knows no business noun. */
export interface Application {
  readonly name: string
  readonly registry: Registry
  readonly pages: readonly ModulePage[]
  readonly navigation: readonly NavigationSection[]
  /** Icons by the name that records and pages give. */
  readonly icons: Readonly<Record<string, Icon>>
  /** Loads what the first page can do without; see {@link Later}. */
  readonly loadLater: () => Promise<Later>
  /** Roles that alone give the portal: one page and search, no navigation. */
  readonly portalRoles: readonly string[]
  /** The first page of those who have the portal only; My work unless given. */
  readonly portalHome?: ComponentType
  /** All that guests see, whatever address they open. */
  readonly guestHome: ComponentType
  /** Record types shown by a face: initials in a circle. */
  readonly faces: readonly string[]
}

/**
 * What comes in a file of its own once somebody is signed in: types of records beyond those that are shown first, their
 * links and icons. What is registered for pages of records is registered by loading it.
 */
export interface Later {
  readonly records: readonly unknown[]
  readonly links: readonly LinkType[]
  readonly icons: Readonly<Record<string, Icon>>
}

export const ApplicationContext = createContext<Application | null>(null)

/** The application around this component; throws outside of one, which is a mistake in code. */
export function useApplication(): Application {
  const application = useContext(ApplicationContext)
  if (!application) throw new Error('No application around this component.')
  return application
}

export const useRegistry = (): Registry => useApplication().registry

/** Whether records of a type are people, drawn with a face. */
export const useHasFace = (record: AnyRecord | string): boolean =>
  useApplication().faces.includes(typeof record === 'string' ? record : record.name)
