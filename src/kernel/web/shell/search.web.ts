import { createContext } from 'react'

/** Opens the search over everything, from anywhere on a page. */
export const SearchContext = createContext<() => void>(() => undefined)
