import type { SiteKey } from './places.ts'

/** A team of the IT department: its lead first, then its members, each as a title and a site. */
export interface TeamSeed {
  readonly key: string
  readonly name: string
  readonly parent: string | null
  readonly purpose: string
  readonly email: string
  readonly lead: Post
  readonly members: readonly Post[]
}
export type Post = readonly [title: string, site: SiteKey]

const times = (count: number, title: string, site: SiteKey): readonly Post[] =>
  Array.from({ length: count }, () => [title, site])

/** The CIO's own office: whom no team claims. */
export const office: readonly Post[] = [
  ['IT vendor manager', 'HAM'],
  ['IT portfolio manager', 'HAM'],
  ['Assistant to the CIO', 'HAM'],
]

/** Parents before children: the lead of a team reports to the lead of its parent, or to the CIO. */
export const teams: readonly TeamSeed[] = [
  {
    key: 'support',
    name: 'Workplace and support',
    parent: null,
    email: 'support',
    purpose: 'Everything people touch: their computers, their questions, their requests.',
    lead: ['Head of workplace and support', 'HAM'],
    members: [
      ['Service manager', 'HAM'],
      ['Change and problem manager', 'KRK'],
    ],
  },
  {
    key: 'desk',
    name: 'Service desk',
    parent: 'support',
    email: 'servicedesk',
    purpose: 'Answers, solves, or finds who can. Open from 06:00 in Gdańsk until 18:00 in Boston.',
    lead: ['Service desk lead', 'KRK'],
    members: [
      ...times(3, 'Service desk agent', 'KRK'),
      ['Service desk agent', 'BOS'],
      ['Service desk agent', 'SIN'],
      ['Knowledge manager', 'KRK'],
    ],
  },
  {
    key: 'workplace',
    name: 'Workplace engineering',
    parent: 'support',
    email: 'workplace',
    purpose: 'Builds, patches and replaces 1,300 computers and 900 telephones.',
    lead: ['Workplace lead', 'HAM'],
    members: [
      ...times(2, 'Workplace engineer', 'HAM'),
      ['Workplace engineer', 'GDN'],
      ['Workplace engineer', 'EIN'],
      ['Asset manager', 'HAM'],
    ],
  },
  {
    key: 'platforms',
    name: 'Platforms',
    parent: null,
    email: 'platforms',
    purpose: 'What applications run on: networks, computers, storage, databases.',
    lead: ['Head of platforms', 'HAM'],
    members: [
      ['Infrastructure architect', 'HAM'],
      ['Operations manager', 'GDN'],
    ],
  },
  {
    key: 'cloud',
    name: 'Cloud and hosting',
    parent: 'platforms',
    email: 'hosting',
    purpose: 'Two data centres, one cloud, and the containers on both.',
    lead: ['Cloud and hosting lead', 'KRK'],
    members: [
      ...times(2, 'Platform engineer', 'KRK'),
      ['Platform engineer', 'HAM'],
      ['Systems engineer', 'GDN'],
      ['Backup administrator', 'HAM'],
    ],
  },
  {
    key: 'network',
    name: 'Network and telephony',
    parent: 'platforms',
    email: 'network',
    purpose: 'Cables, radio and voice at seven sites.',
    lead: ['Network lead', 'HAM'],
    members: [
      ['Network engineer', 'HAM'],
      ['Network engineer', 'GDN'],
      ['Network engineer', 'SIN'],
      ['Voice engineer', 'HAM'],
    ],
  },
  {
    key: 'data',
    name: 'Data and integration',
    parent: 'platforms',
    email: 'data',
    purpose: 'Databases, the warehouse, and the messages between applications.',
    lead: ['Data and integration lead', 'EIN'],
    members: [
      ['Database administrator', 'KRK'],
      ['Database administrator', 'EIN'],
      ['Integration engineer', 'KRK'],
      ['Data engineer', 'EIN'],
    ],
  },
  {
    key: 'applications',
    name: 'Applications',
    parent: null,
    email: 'applications',
    purpose: 'The systems that the business works in.',
    lead: ['Head of applications', 'HAM'],
    members: [
      ['Enterprise architect', 'HAM'],
      ['Release manager', 'KRK'],
    ],
  },
  {
    key: 'erp',
    name: 'ERP and finance systems',
    parent: 'applications',
    email: 'erp',
    purpose: 'Orders, stock, invoices and the close.',
    lead: ['ERP lead', 'HAM'],
    members: [...times(2, 'ERP consultant', 'HAM'), ['ERP developer', 'KRK'], ['Business analyst, finance', 'KRK']],
  },
  {
    key: 'customer',
    name: 'Customer applications',
    parent: 'applications',
    email: 'crm',
    purpose: 'What customers and those who sell to them use.',
    lead: ['Customer applications lead', 'BOS'],
    members: [
      ['CRM administrator', 'BOS'],
      ['Web developer', 'KRK'],
      ['Web developer', 'EIN'],
    ],
  },
  {
    key: 'engineering',
    name: 'Engineering and plant systems',
    parent: 'applications',
    email: 'plant',
    purpose: 'Drawings, parts lists and what runs beside the machines.',
    lead: ['Engineering systems lead', 'GDN'],
    members: [
      ['PLM administrator', 'EIN'],
      ['Plant systems engineer', 'GDN'],
      ['Plant systems engineer', 'LEJ'],
    ],
  },
  {
    key: 'security',
    name: 'Information security',
    parent: null,
    email: 'security',
    purpose: 'Keeps risks known and doors shut.',
    lead: ['Chief information security officer', 'HAM'],
    members: [
      ['Security analyst', 'HAM'],
      ['Security analyst', 'KRK'],
      ['Identity engineer', 'EIN'],
      ['Information security officer', 'HAM'],
    ],
  },
]
