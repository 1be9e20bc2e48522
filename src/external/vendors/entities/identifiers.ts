import { checkVAT, countries } from 'jsvat'

/** The numbers by which registers know a company; each may be missing. */
export interface Identifiers {
  readonly country: string | null
  readonly lei: string | null
  readonly vatNumber: string | null
  readonly duns: string | null
}
type Wrong = { readonly field: keyof Identifiers; readonly says: string }

/** What is wrong with a company's numbers, at which of them, in words. */
export const problemsOfIdentifiers = ({ country, lei, vatNumber, duns }: Identifiers): readonly Wrong[] => [
  ...at(
    'country',
    country === null || /^[A-Z]{2}$/.test(country) ? null : 'A country is two capital letters, as in DE.',
  ),
  ...at('lei', lei === null ? null : problemOfLei(lei)),
  ...at('vatNumber', vatNumber === null ? null : problemOfVat(vatNumber)),
  ...at('duns', duns === null ? null : problemOfDuns(duns)),
]

const at = (field: Wrong['field'], says: string | null): readonly Wrong[] => (says === null ? [] : [{ field, says }])

/** What is wrong with a Legal Entity Identifier, or null. Source: ISO 17442, check digits by ISO 7064 (mod 97-10). */
export function problemOfLei(lei: string): string | null {
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(lei))
    return 'An LEI has 18 capital letters or digits and then two digits, without spaces.'
  return remainderOf(lei) === 1
    ? null
    : 'The last two digits of the LEI don’t fit the rest: one of its letters is mistyped.'
}

/** The last two digits of the LEI that begins with these 18 letters and digits. */
export const leiDigits = (begin: string): string => String(98 - remainderOf(`${begin}00`)).padStart(2, '0')

/** Letters count from 10 for A; the long number is divided by 97 digit by digit. */
const remainderOf = (text: string): number =>
  [...text]
    .flatMap((sign) => [...String(Number.parseInt(sign, 36))])
    .reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)

/** What is wrong with a VAT number of Europe, or null; those of other countries are taken as they are. */
export function problemOfVat(vat: string): string | null {
  if (!/^[A-Z]{2,3}[A-Z0-9]{2,16}$/.test(vat))
    return 'A VAT number begins with its country and has no spaces, as in DE143454214.'
  // Northern Ireland trades goods as a part of the EU, by numbers of the United Kingdom.
  const asked = vat.startsWith('XI') ? `GB${vat.slice(2)}` : vat
  const { country, isValid, isValidFormat } = checkVAT(asked, countries)
  if (isValid) return null
  if (isValidFormat) return 'The check digit of the VAT number doesn’t fit the rest: one of its digits is mistyped.'
  return country || isEuropean(vat) ? `A VAT number of ${vat.slice(0, 2)} doesn’t look like that.` : null
}

const isEuropean = (vat: string): boolean =>
  [...countries.flatMap(({ codes }) => codes), 'XI', 'EL'].includes(vat.slice(0, 2))

/** What is wrong with a D-U-N-S number, or null. Its digits no longer check each other, so only their count is known. */
export const problemOfDuns = (duns: string): string | null =>
  /^[0-9]{9}$/.test(duns) ? null : 'A D-U-N-S number has nine digits, without dashes.'
