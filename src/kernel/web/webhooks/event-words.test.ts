import { expect, test } from 'vitest'
import { registry } from '../../../app/records.ts'
import { eventWords, toldText, unnamed } from './event-words.ts'

const recordOf = (name: string) => registry.records.find((record) => record.name === name)

test('events read as what follows a name', () => {
  expect(eventWords('person.updated', null)).toBe('was changed')
  expect(eventWords('person.called', 'Tell the desk')).toBe('is what the rule “Tell the desk” called for')
  expect(eventWords('person.promoted', null)).toBe('promoted')
  expect([unnamed('business_unit.updated', recordOf), unnamed('gone.updated', recordOf)]).toEqual([
    'A business unit',
    'Something',
  ])
})

test('what a webhook hears of reads as a sentence', () => {
  const [person, team] = [registry.record('person'), registry.record('team')]
  expect(toldText([], [])).toBe('whatever happens to all records')
  expect(toldText([person, team], [])).toBe('whatever happens to people and teams')
  expect(toldText([person], ['created', 'updated'])).toBe('people that are created and updated')
})
