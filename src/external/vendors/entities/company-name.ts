/** Legal forms by the ways in which they are written out; the short form stands first. */
const forms: readonly (readonly [short: string, ...long: string[]])[] = [
  ['gmbh', 'gesellschaft mit beschrankter haftung', 'g m b h', 'mbh'],
  ['ag', 'aktiengesellschaft', 'a g'],
  ['kg', 'kommanditgesellschaft', 'k g'],
  ['ohg', 'offene handelsgesellschaft'],
  ['se', 'societas europaea', 's e'],
  ['inc', 'incorporated'],
  ['corp', 'corporation'],
  ['ltd', 'limited'],
  ['plc', 'public limited company', 'p l c'],
  ['llc', 'limited liability company', 'l l c'],
  ['co', 'company', 'compagnie'],
  ['sa', 'societe anonyme', 'sociedad anonima', 's a'],
  ['sarl', 'societe a responsabilite limitee', 's a r l'],
  ['sas', 'societe par actions simplifiee', 's a s'],
  ['srl', 'societa a responsabilita limitata', 's r l'],
  ['spa', 'societa per azioni', 's p a'],
  ['bv', 'besloten vennootschap', 'b v'],
  ['nv', 'naamloze vennootschap', 'n v'],
  ['ab', 'aktiebolag'],
  ['oy', 'osakeyhtio'],
  ['and', 'und', 'et', '&'],
]
const longestFirst = forms
  .flatMap(([short, ...long]) => long.map((written) => [` ${written} `, ` ${short} `] as const))
  .sort(([a], [b]) => b.length - a.length)

/**
 * A company's name, so that two ways of writing it are the same: 'Ahorn Daten G.m.b.H.' and 'AHORN DATEN Gesellschaft mit
 * beschränkter Haftung'. Its form stays in it: a GmbH and an AG of one name are two companies.
 */
export function foldCompany(name: string): string {
  const plain = name
    .replaceAll('&', ' & ')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim()
  return longestFirst.reduce((text, [written, short]) => text.replaceAll(written, short), ` ${plain} `).trim()
}
