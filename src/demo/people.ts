import type { Chance } from '../foundation/chance.ts'
import { office, type Post, teams } from './it.ts'
import { createNames, mailName } from './names.ts'
import { desksOf, type SiteKey, sites } from './places.ts'
import type { Titles } from './titles.ts'
import { type UnitSeed, units } from './units.ts'

/** A person of the demo company; the places, units and managers are keys. */
export interface PersonSeed {
  readonly key: string
  readonly name: string
  readonly email: string
  readonly employeeNumber: string | null
  readonly kind: 'employee' | 'contractor' | 'external'
  readonly jobTitle: string
  readonly manager: string | null
  readonly unit: string | null
  readonly location: string | null
  readonly phone: string | null
  readonly startsOn: string | null
  readonly leavesOn: string | null
  readonly timeZone: string | null
  /** Below nobody is 0. */
  readonly level: number
  readonly state: 'active' | 'away' | 'left'
}
/** Everyone, and who holds which post. */
export interface Staff {
  readonly people: readonly PersonSeed[]
  /** The head of each unit, by the unit's key. */
  readonly heads: ReadonlyMap<string, string>
  /** Lead and members of each team, by the team's key. */
  readonly crews: ReadonlyMap<string, { readonly lead: string; readonly members: readonly string[] }>
}

const domain = 'tarnwick.example'
const day = 86_400_000
const mostReports = 6

/** Staffs every unit and team. The same chance and day give the same people. */
export function staffOf(chance: Chance, now: Date): Staff {
  const hire = createHiring(chance, now)
  const heads = new Map<string, string>()
  for (const unit of units) {
    const above = unit.parent ? (heads.get(unit.parent) ?? null) : null
    const head = hire({ post: unit.head, unit: unit.key, manager: above, isSenior: true })
    heads.set(unit.key, head)
    for (const [site, count] of Object.entries(unit.staff ?? {}))
      staffSite(hire, { unit, site: site as SiteKey, count, head, chance })
  }
  const crews = staffIt(hire, heads.get('IT') ?? null)
  hire.leavers()
  hire.externals()
  return { people: hire.people, heads, crews }
}

interface Hire {
  readonly post: Post
  readonly unit: string | null
  readonly manager: string | null
  readonly isSenior?: boolean
}
interface Hiring {
  (hire: Hire): string
  readonly people: readonly PersonSeed[]
  readonly leavers: () => void
  readonly externals: () => void
}

function createHiring(chance: Chance, now: Date): Hiring {
  const people: PersonSeed[] = []
  const byKey = new Map<string, PersonSeed>()
  const mails = new Map<string, number>()
  const name = createNames(chance.of('names'))
  const on = (daysFromNow: number): string => new Date(now.getTime() + daysFromNow * day).toISOString().slice(0, 10)

  const mailOf = (full: string, at: string): string => {
    const local = mailName(full)
    const count = (mails.get(`${local}@${at}`) ?? 0) + 1
    mails.set(`${local}@${at}`, count)
    return count === 1 ? `${local}@${at}` : `${local}${count}@${at}`
  }
  const add = (person: PersonSeed): string => {
    people.push(person)
    byKey.set(person.key, person)
    return person.key
  }
  const hire = ({ post: [jobTitle, siteKey], unit, manager, isSenior = false }: Hire): string => {
    const site = siteOf(siteKey)
    const full = name(site.country)
    const isContractor = !isSenior && chance.isLucky(unit === 'IT' ? 0.12 : 0.04)
    const started = -Math.floor((isSenior ? 900 : 20) + chance.next() ** 1.6 * 365 * 22)
    return add({
      key: `p${people.length + 1}`,
      name: full,
      email: mailOf(full, isContractor ? `ext.${domain}` : domain),
      employeeNumber: isContractor ? null : `T${String(10_001 + people.length)}`,
      kind: isContractor ? 'contractor' : 'employee',
      jobTitle,
      manager,
      unit,
      location: chance.pick(desksOf(siteKey)),
      phone: site.phone.replace(/#/g, () => String(chance.int(0, 9))),
      startsOn: on(isContractor ? -chance.int(20, 500) : started),
      leavesOn: isContractor ? on(chance.int(20, 320)) : null,
      timeZone: site.timeZone,
      level: manager ? (byKey.get(manager)?.level ?? 0) + 1 : 0,
      state: !isSenior && chance.isLucky(0.015) ? 'away' : 'active',
    })
  }
  const leavers = (): void => {
    const staff = people.filter((person) => person.level > 3 && person.unit !== 'IT')
    for (let n = 0; n < 36; n++) {
      const like = chance.pick(staff)
      const key = hire({ post: [like.jobTitle, siteOfDesk(like.location)], unit: like.unit, manager: like.manager })
      const hired = people.pop() as PersonSeed
      add({
        ...hired,
        key,
        kind: 'employee',
        state: 'left',
        leavesOn: on(-chance.int(3, 540)),
        startsOn: on(-chance.int(700, 5000)),
      })
    }
  }
  const externals = (): void => {
    for (const [jobTitle, company, country] of contacts) {
      const full = name(country)
      const blank = {
        employeeNumber: null,
        manager: null,
        unit: null,
        location: null,
        phone: null,
        startsOn: null,
        leavesOn: null,
        timeZone: null,
      }
      add({
        ...blank,
        key: `p${people.length + 1}`,
        name: full,
        email: mailOf(full, `${company}.example`),
        kind: 'external',
        jobTitle,
        level: 0,
        state: 'active',
      })
    }
  }
  return Object.assign(hire, { people, leavers, externals })
}

/** People of suppliers whom IT deals with. */
const contacts = [
  ['Account manager, managed hosting', 'nordlys-hosting', 'DE'],
  ['Service delivery manager, managed hosting', 'nordlys-hosting', 'DE'],
  ['Account manager, wide-area network', 'baltic-carrier', 'PL'],
  ['Technical account manager, cloud', 'cumulo', 'NL'],
  ['Customer success manager, CRM', 'clientwell', 'US'],
  ['Partner manager, ERP', 'ledgerworks', 'DE'],
  ['Support lead, ERP', 'ledgerworks', 'PL'],
  ['Account manager, hardware', 'hanse-systemhaus', 'DE'],
  ['Repair coordinator, hardware', 'hanse-systemhaus', 'DE'],
  ['Account manager, printing', 'drukpunt', 'NL'],
  ['Security consultant', 'redgate-testing', 'NL'],
  ['Auditor, ISO 27001', 'kronsberg-cert', 'DE'],
  ['Account manager, telephony', 'lionvoice', 'SG'],
] as const

interface SiteStaff {
  readonly unit: UnitSeed
  readonly site: SiteKey
  readonly count: number
  readonly head: string
  readonly chance: Chance
}

/** Fills a site in groups of about seven under a lead; where there are many leads, a manager stands above them. */
function staffSite(hire: Hiring, { unit, site, count, head, chance }: SiteStaff): void {
  const titles = unit.titles as Titles
  const staff = (manager: string, people: number): void => {
    for (let n = 0; n < people; n++) hire({ post: [chance.pick(titles.staff), site], unit: unit.key, manager })
  }
  if (count <= mostReports) return staff(head, count)
  const groups = Math.ceil(count / 8)
  const managers = groups > 6 ? Math.ceil(groups / 5) : 0
  const tops =
    managers > 0
      ? Array.from({ length: managers }, () =>
          hire({ post: [titles.manager, site], unit: unit.key, manager: head, isSenior: true }),
        )
      : [head]
  const people = count - managers - groups
  for (let group = 0; group < groups; group++) {
    const top = tops[group % tops.length] as string
    const lead = hire({ post: [titles.lead, site], unit: unit.key, manager: top, isSenior: true })
    staff(lead, Math.floor(people / groups) + (group < people % groups ? 1 : 0))
  }
}

function staffIt(hire: Hiring, cio: string | null): Staff['crews'] {
  const crews = new Map<string, { lead: string; members: readonly string[] }>()
  for (const post of office) hire({ post, unit: 'IT', manager: cio })
  for (const team of teams) {
    const above = team.parent ? (crews.get(team.parent)?.lead ?? cio) : cio
    const lead = hire({ post: team.lead, unit: 'IT', manager: above, isSenior: true })
    const members = team.members.map((post) => hire({ post, unit: 'IT', manager: lead }))
    crews.set(team.key, { lead, members: [lead, ...members] })
  }
  return crews
}

function siteOf(key: SiteKey) {
  const site = sites.find((candidate) => candidate.key === key)
  if (!site) throw new Error(`No site has the key '${key}'.`)
  return site
}

const siteOfDesk = (location: string | null): SiteKey => (location?.slice(0, 3) ?? 'HAM') as SiteKey
