import type { ServiceNode } from './service-map.ts'

/** A criticality by shape as well as by word, most critical first. */
export const criticalities = [
  { name: 'vital', mark: '◆', tone: 'bad' },
  { name: 'important', mark: '▲', tone: 'warning' },
  { name: 'normal', mark: '●', tone: 'neutral' },
  { name: 'minor', mark: '○', tone: 'neutral' },
] as const

export const markOf = (criticality: string | null) =>
  criticalities.find((one) => one.name === criticality) ?? criticalities[2]

export const kindWord = (kind: string | null): string => (kind === 'technical' ? 'Technical' : 'Business')

/** `vital · Platforms · planned`: what a box says under its name. */
export const aboutService = ({ criticality, team, state }: ServiceNode): string =>
  [criticality, team?.title, state === 'planned' && 'planned'].filter(Boolean).join(' · ')

/** `3 services`, `1 service`, `nothing`. */
export const servicesText = (count: number): string =>
  count === 0 ? 'nothing' : count === 1 ? '1 service' : `${count} services`

/** `a, b and c`. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
