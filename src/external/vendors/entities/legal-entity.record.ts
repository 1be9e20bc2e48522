import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { headers } from '../headers.ts'
import { foldCompany, problemsOfIdentifiers } from './legal-entity.checks.ts'

export const LegalEntity = defineRecord('legal_entity', {
  label: ['Legal entity', 'Legal entities'],
  about:
    'A company as registers know it, which signs and is sued; several vendors may belong to one, and one to another.',
  icon: 'building-skyscraper',
  traits: ['comments', 'files', 'tags', 'relations'],
  fields: {
    name: f.text({
      alsoCalled: headers.legalEntity,
      required: true,
      max: 200,
      search: 'A',
      index: true,
      help: 'As its register writes it.',
    }),
    parent: f.ref('legal_entity', {
      label: 'Belongs to',
      tree: true,
      index: true,
      help: 'The company that controls it.',
    }),
    country: f.text({
      alsoCalled: headers.country,
      max: 2,
      index: true,
      help: 'Two letters, as in ISO 3166-1: DE, US, SG.',
    }),
    lei: f.text({
      max: 20,
      search: 'A',
      unique: true,
      label: 'LEI',
      help: 'Legal Entity Identifier: 20 letters and digits.',
    }),
    vatNumber: f.text({
      alsoCalled: headers.vatNumber,
      max: 20,
      search: 'A',
      index: true,
      label: 'VAT number',
      help: 'With its country, as in DE143454214.',
    }),
    registrationNumber: f.text({
      alsoCalled: headers.registrationNumber,
      max: 60,
      search: 'A',
      help: 'With its register, as in HRB 719915, Mannheim.',
    }),
    duns: f.text({
      alsoCalled: headers.duns,
      max: 9,
      search: 'A',
      unique: true,
      label: 'D-U-N-S number',
      help: 'Nine digits.',
    }),
    address: f.longText({ alsoCalled: headers.address, max: 500, search: 'C', help: 'Where letters and notices go.' }),
    website: f.url({ alsoCalled: headers.website }),
  },
  access: {
    read: { holds: 'legal_entity.read' },
    create: { holds: 'legal_entity.write' },
    update: { holds: 'legal_entity.write' },
    archive: { holds: 'legal_entity.archive' },
  },
  list: {
    columns: ['name', 'country', 'parent', 'lei', 'vatNumber'],
    sort: 'name',
    views: { 'At the top': { parent: null }, 'Without an LEI': { lei: null } },
  },
  page: [
    { panel: 'Company', shows: ['name', 'parent', 'country', 'address', 'website'] },
    { panel: 'Registers', shows: ['lei', 'vatNumber', 'registrationNumber', 'duns'] },
  ],
  matchOn: ['lei', 'duns', 'name'],
  alike: { fold: foldCompany, tells: ['country', 'registrationNumber', 'vatNumber', 'lei', 'duns'] },
  check: (entity) => problemsOfIdentifiers(entity) ?? [],
})
export type LegalEntity = RowOf<typeof LegalEntity>
