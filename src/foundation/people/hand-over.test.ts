import { expect, it } from 'vitest'
import { heldText, isGoing } from './hand-over.ts'

it('knows who goes: those who left, and those who leave within 30 days', () => {
  const today = '2026-11-23'
  expect(isGoing({ state: 'left', leavesOn: null }, today)).toBe(true)
  expect(isGoing({ state: 'active', leavesOn: '2026-12-23' }, today)).toBe(true)
  expect(isGoing({ state: 'active', leavesOn: '2026-12-24' }, today)).toBe(false)
  expect(isGoing({ state: 'away', leavesOn: null }, today)).toBe(false)
})

it('says what is to be handed over', () => {
  expect(heldText({ services: 3, teams: 1, units: 0 })).toBe('3 services and a team')
  expect(heldText({ services: 1, teams: 2, units: 1 })).toBe('a service, 2 teams and a business unit')
  expect(heldText({ services: 0, teams: 0, units: 0 })).toBeNull()
})
