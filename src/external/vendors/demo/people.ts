import type { Chance } from '../../../foundation/chance.ts'

const words = (text: string): readonly string[] => text.split(' ')
/** Names of those who work for vendors, put together by chance: any likeness to someone is an accident. */
const names: Readonly<Record<string, readonly [given: readonly string[], family: readonly string[]]>> = {
  DE: [
    words('Anke Jörn Silke Volker Meike Hauke Gesa Olaf Britta Lars'),
    words('Harms Brodersen Kruse Timm Nissen Peters Wulf Lüth Boysen Rohde'),
  ],
  PL: [
    words('Alicja Bogdan Celina Dominik Edyta Filip Gabriela Hubert'),
    words('Sobczak Czarnecki Urban Kubacki Wilk Lis Kaczmarek Pietras'),
  ],
  NL: [
    words('Amber Boaz Carlijn Diederik Eline Freek Guusje Huub'),
    words('Kuipers Veenstra Blom Scholten Timmer Groen Evers Wolters'),
  ],
  US: [
    words('Abigail Bruce Carol Dwight Erin Frank Gail Howard'),
    words('Mercer Holloway Pruitt Lang Whitfield Barnes Doyle Sutton'),
  ],
  SG: [words('Adeline Bernard Cheryl Desmond Elaine Francis'), words('Seah Quek Leong Phua Kwek Chew')],
  IE: [words('Aoife Brendan Ciara Declan Eimear Fergal'), words('Byrne Doherty Kavanagh Nolan Quinn Tierney')],
}

/** The name of somebody who works for a company of that country. */
export function nameOf(chance: Chance, country: string): string {
  const [given, family] = names[country] ?? names['IE'] ?? [[], []]
  return `${chance.pick(given)} ${chance.pick(family)}`
}

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', '&': 'und' }

/** 'Brückenbau Software' → 'brueckenbau-software': what stands in addresses. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[äöüßł&]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')

const dialling: Readonly<Record<string, string>> = {
  ...{ DE: '49 40', PL: '48 58', NL: '31 40', US: '1 617', SG: '65', IE: '353 1', DK: '45', SE: '46 8', GB: '44 20' },
  ...{ AT: '43 1', CH: '41 44', FR: '33 1', CZ: '420 2', BE: '32 2' },
}

/** A telephone number that looks like one of that country. */
export const phoneOf = (chance: Chance, country: string): string =>
  `+${dialling[country] ?? '49 40'} 555${String(chance.int(1000, 9999))}`

/** What people there speak besides English. */
export const languageOf = (country: string): readonly string[] => {
  const own = {
    DE: 'de',
    AT: 'de',
    CH: 'de',
    PL: 'pl',
    NL: 'nl',
    BE: 'nl',
    FR: 'fr',
    DK: 'da',
    SE: 'sv',
    CZ: 'cs',
    SG: 'zh',
  }[country]
  return own === undefined ? ['en'] : [own, 'en']
}
