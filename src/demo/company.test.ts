import { describe, expect, test } from 'vitest'
import { Person } from '../foundation/people/index.ts'
import { checkValues } from '../kernel/record/values.ts'
import { createChance } from '../foundation/chance.ts'
import { companyOf } from './company.ts'
import { levelsOf } from './levels.ts'
import { mailName } from './names.ts'

const now = new Date('2026-11-23T09:00:00Z')
const company = companyOf(now)
const { people } = company

describe('the demo company', () => {
  test('is the same every time', () => expect(companyOf(now)).toEqual(company))

  test('has about 1,200 people in five countries, 60 of them in IT', () => {
    const here = people.filter((person) => person.state !== 'left' && person.kind !== 'external')
    expect(here.length).toBeGreaterThan(1150)
    expect(here.length).toBeLessThan(1250)
    expect(here.filter((person) => person.unit === 'IT')).toHaveLength(60)
    expect(new Set(company.places.map((place) => place.country)).size).toBe(5)
    expect(company.teams).toHaveLength(12)
    expect(company.services.filter((service) => service.state !== 'retired')).toHaveLength(40)
  })

  test('gives everyone a name, an address and a number of their own', () => {
    const distinct = (values: readonly unknown[]) => new Set(values.filter((value) => value !== null)).size
    expect(distinct(people.map((person) => person.email))).toBe(people.length)
    expect(distinct(people.map((person) => person.name))).toBe(people.length)
    expect(distinct(people.map((person) => person.employeeNumber))).toBe(
      people.filter((person) => person.employeeNumber).length,
    )
    expect(people.every((person) => person.email.endsWith('.example'))).toBe(true)
  })

  test('has one chief, six levels, and nobody with more than 15 reports', () => {
    const insiders = people.filter((person) => person.kind !== 'external')
    expect(insiders.filter((person) => person.manager === null)).toHaveLength(1)
    expect(Math.max(...insiders.map((person) => person.level))).toBeGreaterThanOrEqual(4)
    const spans = Map.groupBy(
      insiders.filter((person) => person.state !== 'left'),
      (person) => person.manager,
    )
    expect(Math.max(...[...spans.values()].map((reports) => reports.length))).toBeLessThanOrEqual(15)
  })

  test('nobody left before they came, and whoever left has a last day behind them', () => {
    for (const person of people) {
      if (person.startsOn && person.leavesOn) expect(person.leavesOn >= person.startsOn).toBe(true)
      if (person.state === 'left') expect(person.leavesOn && person.leavesOn < '2026-11-23').toBe(true)
    }
  })

  test('tells people that the record accepts', () => {
    for (const { name, email, employeeNumber, kind, jobTitle, phone, startsOn, leavesOn, timeZone } of people) {
      const input = { name, email, employeeNumber, kind, jobTitle, phone, startsOn, leavesOn, timeZone }
      expect(checkValues(Person as never, input, null).problems).toEqual([])
    }
  })

  test('names only what is there', () => {
    const units = new Set(company.units.map((unit) => unit.key))
    const services = new Set(company.services.map((service) => service.key))
    const teams = new Set(company.teams.map((team) => team.key))
    const places = new Set(company.places.map((place) => place.key))
    for (const service of company.services) {
      expect(service.dependsOn.filter((key) => !services.has(key) || key === service.key)).toEqual([])
      expect(teams.has(service.team) && (service.unit === null || units.has(service.unit))).toBe(true)
    }
    for (const person of people) expect(person.location === null || places.has(person.location)).toBe(true)
  })
})

test('levels put what others need first, and a circle last', () => {
  const seeds = [
    { key: 'c', needs: ['b'] },
    { key: 'b', needs: ['a'] },
    { key: 'a', needs: [] },
    { key: 'x', needs: ['y'] },
    { key: 'y', needs: ['x'] },
  ]
  const levels = levelsOf(seeds, (seed) => seed.needs)
  expect(levels.map((level) => level.map((seed) => seed.key))).toEqual([['a'], ['b'], ['c'], ['x', 'y']])
})

test.each([
  ['Jürgen van den Berg', 'juergen.vandenberg'],
  ["Małgorzata O'Brien", 'malgorzata.obrien'],
  ['Wei Ling Tan', 'wei.lingtan'],
])('%s writes from %s', (name, mail) => expect(mailName(name)).toBe(mail))

test('chance of one name is not moved by another', () => {
  const one = createChance(1)
  one.next()
  expect(one.of('names').next()).toBe(createChance(1).of('names').next())
})
