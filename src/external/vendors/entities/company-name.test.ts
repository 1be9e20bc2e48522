import { expect, it } from 'vitest'
import { foldCompany } from './company-name.ts'

it.each([
  ['Ahorn Daten GmbH', 'AHORN DATEN G.m.b.H.'],
  ['Ahorn Daten GmbH', 'Ahorn Daten Gesellschaft mit beschränkter Haftung'],
  ['Birken Netz GmbH & Co. KG', 'Birken Netz GmbH und Co KG'],
  ['Birken Netz GmbH & Co. KG', 'Birken Netz GmbH&Co.KG'],
  ['Cumulant, Inc.', 'Cumulant Incorporated'],
  ['Ferrow Ltd', 'Ferrow Limited'],
  ['Société Lumière S.A.', 'Societe Lumiere SA'],
  ['Philips N.V.', 'Philips Naamloze Vennootschap'],
  ['Böhm  Systemhaus', 'böhm systemhaus'],
])('takes %s and %s for one', (one, other) => expect(foldCompany(one)).toBe(foldCompany(other)))

it.each([
  ['Ahorn Daten GmbH', 'Ahorn Daten AG'],
  ['Birken Netz GmbH & Co. KG', 'Birken Netz GmbH'],
  ['Birken Netz KG', 'Birken Netz GmbH & Co. KG'],
  ['Ferrow Ltd', 'Farrow Ltd'],
  ['Agora', 'AG Ora'],
  ['Commerz Company 1', 'Commerz Company 2'],
])('takes %s and %s for two', (one, other) => expect(foldCompany(one)).not.toBe(foldCompany(other)))
