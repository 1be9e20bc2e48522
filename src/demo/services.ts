import { business } from './services.business.ts'
import { type Told, technical } from './services.technical.ts'

/** A service of the demo company; team, unit and what it depends on are keys. */
export interface ServiceSeed {
  readonly key: string
  readonly name: string
  readonly kind: 'business' | 'technical'
  readonly criticality: 'vital' | 'important' | 'normal' | 'minor'
  readonly hours: 'always' | 'business' | 'extended'
  readonly team: string
  /** The unit that depends on it most. */
  readonly unit: string | null
  readonly purpose: string
  readonly dependsOn: readonly string[]
  readonly state: 'planned' | 'live' | 'retired'
}

/** Marks: V I N M for criticality, a b e for hours, + planned, - retired. */
const criticalities = { V: 'vital', I: 'important', N: 'normal', M: 'minor' } as const
const hours = { a: 'always', b: 'business', e: 'extended' } as const
const states = { '': 'live', '+': 'planned', '-': 'retired' } as const

const tell =
  (kind: ServiceSeed['kind']) =>
  ([key, name, mark, team, purpose, dependsOn = '', unit]: Told): ServiceSeed => ({
    key,
    name,
    kind,
    criticality: criticalities[mark[0] as keyof typeof criticalities],
    hours: hours[mark[1] as keyof typeof hours],
    state: states[mark.slice(2) as keyof typeof states],
    team,
    unit: unit ?? null,
    purpose,
    dependsOn: dependsOn.split(' ').filter(Boolean),
  })

/** All services. `identity` runs on `vm`, and `vm` needs `identity` to be managed: a circle, as real companies have them. */
export const services: readonly ServiceSeed[] = [...technical.map(tell('technical')), ...business.map(tell('business'))]
