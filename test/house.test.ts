import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { describe, expect, it } from 'vitest'
import { registry } from '../src/app/records.ts'
import { installRoutes } from '../src/app/routes.ts'
import { roles } from '../src/foundation/roles.ts'
import { fieldsIn, holds, type Rule } from '../src/kernel/access/rule.ts'
import type { Kernel } from '../src/kernel/kernel.server.ts'
import { type AnyRecord, envelopeNames } from '../src/kernel/record/define.ts'
import { testClock } from './kit/clock.ts'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => join('src', name))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

describe.each(registry.records.map((record) => [record.name, record] as const))('the record %s', (name, record) => {
  it('says what it is, in a sentence', () => {
    expect(record.about).toMatch(/^[A-Z].{20,}\.$/s)
    expect(record.label.every((label) => label.length > 1)).toBe(true)
  })

  it('points only at records that are there', () => {
    const targets = Object.values(record.fields).flatMap(({ options }) => options.to ?? [])
    expect(targets.filter((target) => !registry.records.some((each) => each.name === target))).toEqual([])
  })

  it('has rules about fields that are there, and permissions of its own', () => {
    const rules = rulesOf(record)
    const known = ['id', ...(record.states ? ['state'] : []), ...Object.keys(record.fields)]
    expect(rules.flatMap(fieldsIn).filter((field) => !known.includes(field))).toEqual([])
    expect(permissionsOf(record).filter((permission) => !permission.startsWith(`${name}.`))).toEqual([])
  })

  it('has a list and a page that show what is there', () => {
    const columns = [...envelopeNames, 'tags', ...Object.keys(record.fields)]
    const { list, page } = record
    const shown = [...list.columns, list.sort.replace('-', ''), ...page.flatMap(({ shows }) => shows)]
    expect(shown.filter((column) => !columns.includes(column))).toEqual([])
    expect(list.columns.length).toBeGreaterThan(1)
  })

  it('is tested by its declaration', () => {
    const declaration = files.find(
      (file) =>
        /\.(record|settings)\.ts$/.test(file) && new RegExp(`define(Record|Settings)\\('${name}'`).test(textOf(file)),
    )
    const test = declaration?.replace(/\.ts$/, '.test.ts') ?? ''
    expect(existsSync(join(root, test)) && /describe(Record|Settings)\(/.test(textOf(test))).toBe(true)
  })

  it('is a word in docs/words.md', () => {
    expect(textOf('docs/words.md')).toMatch(new RegExp(`\\b${record.label[0]}\\b`, 'i'))
  })
})

describe('the house', () => {
  it('joins only records that are there', () => {
    const ends = registry.links.flatMap(({ from, to }) => [from, to])
    expect(ends.filter((end) => !registry.records.some(({ name }) => name === end))).toEqual([])
  })

  it('has names and paths that nobody else has', () => {
    const paths = registry.records.map(({ label }) => label[1].toLowerCase())
    expect(new Set(paths).size).toBe(registry.records.length)
    expect(new Set(registry.records.map(({ name }) => name)).size).toBe(registry.records.length)
  })

  it('lets nobody call a route without saying who may', async () => {
    const routes = await allRoutes()
    expect(routes.length).toBeGreaterThan(registry.records.length * 8)
    expect(routes.filter(({ permission }) => !/^(public|signed-in|[a-z_]+\.[a-z_]+)$/.test(permission))).toEqual([])
    expect(
      routes.flatMap(({ permission }) => (permission.includes('.') && !isHeld(permission) ? [permission] : [])),
    ).toEqual([])
  })

  it('has few routes that need no sign-in', async () => {
    const open = (await allRoutes()).filter(({ permission }) => permission === 'public').map(({ at }) => at)
    expect(open.toSorted()).toEqual([
      'GET /api/v1/set-up',
      'GET /api/v1/sign-in',
      'GET /api/v1/sign-in/providers',
      'GET /api/v1/sign-in/providers/:id/metadata',
      'GET /api/v1/sign-in/providers/:id/saml-logout',
      'GET /api/v1/sign-in/providers/:id/start',
      'GET /api/v1/sign-in/providers/callback',
      'GET /api/v1/sign-in/providers/finish',
      'GET /api/v1/unsubscribe/:token',
      'POST /api/v1/set-up',
      'POST /api/v1/sign-in',
      'POST /api/v1/sign-in/passkey',
      'POST /api/v1/sign-in/passkey-challenge',
      'POST /api/v1/sign-in/providers/:id/acs',
      'POST /api/v1/sign-in/providers/:id/logout',
      'POST /api/v1/sign-in/providers/:id/saml-logout',
      'POST /api/v1/sign-in/second-step',
      'POST /api/v1/sign-out',
      'POST /api/v1/unsubscribe/:token',
      'POST /api/v1/unsubscribe/:token/undo',
    ])
  })

  const modules = ['foundation', 'internal', 'external'].flatMap((layer) => modulesOf(layer))
  it.each(modules)('%s says in its README, in 40 lines at most, which part of IT management it serves', (module) => {
    const readme = textOf(join(module, 'README.md')).trimEnd()
    expect(readme.split('\n').length).toBeLessThanOrEqual(40)
    expect(parts.filter((part) => readme.includes(part))).not.toEqual([])
  })
})

/** The parts of IT management, by the words of the scope. */
const parts = [
  ...['Organisation', 'Finance', 'Workforce', 'Overview'],
  ...['Strategic planning', 'Infrastructure and operations', 'Security and risk', 'End-user support', 'Governance'],
  ...['Vendor management', 'Procurement', 'Technology services', 'Contract and compliance', 'Third-party risk'],
]

function modulesOf(layer: string): readonly string[] {
  if (!existsSync(join(root, 'src', layer))) return []
  const folders = readdirSync(join(root, 'src', layer), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => join('src', layer, name))
    .filter((module) => existsSync(join(root, module, 'index.ts')))
}

function rulesOf(record: AnyRecord): readonly Rule[] {
  const moves = Object.values(record.states?.moves ?? {}).flatMap(({ can }) => can ?? [])
  const actions = Object.values(record.actions ?? {}).map(({ can }) => can)
  return [...Object.values(record.access), ...moves, ...actions]
}

const permissionsOf = (record: AnyRecord): readonly string[] => [
  ...rulesOf(record).flatMap(permissionsIn),
  ...Object.values(record.fields).flatMap(({ options: { read, write } }) => [read ?? [], write ?? []].flat()),
]

function permissionsIn(rule: Rule): readonly string[] {
  if (typeof rule === 'string') return []
  if ('holds' in rule) return [rule.holds]
  return partsOf(rule).flatMap(permissionsIn)
}

const partsOf = (rule: Exclude<Rule, string>): readonly Rule[] =>
  'anyOf' in rule ? rule.anyOf : 'allOf' in rule ? rule.allOf : []

/** What administrators alone may do: their role holds everything. */
const administratorsOnly = [
  'backup.manage',
  'account.manage',
  'role.manage',
  'system.manage',
  // For the mail server's key, which an administrator makes.
  'mail.report',
  'custom_field.write',
  'directory_settings.write',
]

/** Whether a ready-made role holds it other than by holding everything, or is meant to be the only one. */
const isHeld = (permission: string): boolean =>
  administratorsOnly.includes(permission) ||
  roles.some(({ permissions }) =>
    holds({ permissions: new Set(permissions.filter((each) => each !== '*')) }, permission),
  )

/** Every route under /api, registered but never called: nothing behind it is there. */
async function allRoutes(): Promise<readonly { at: string; permission: string }[]> {
  const found: { at: string; permission: string }[] = []
  const app = fastify({ routerOptions: { maxParamLength: 500 } })
  app.addHook('onRoute', ({ method, url, config }) => {
    const isCounted = url.startsWith('/api/') && method !== 'HEAD'
    if (isCounted) found.push({ at: `${String(method)} ${url}`, permission: config?.permission ?? 'none' })
  })
  const kernel = { registry, clock: testClock(), store: {}, db: {}, files: {}, log: app.log, url: 'http://localhost' }
  await installRoutes(app, kernel as unknown as Kernel)
  await app.ready()
  await app.close()
  return found
}
