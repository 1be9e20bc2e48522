import type { Filter } from '../../../kernel/record/define.ts'

/** The ticket list that shows these rows. */
export const listAddress = (filter: Filter): string => `/tickets?filter=${encodeURIComponent(JSON.stringify(filter))}`
