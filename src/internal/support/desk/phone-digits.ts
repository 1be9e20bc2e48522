/** The digits of what looks like a phone number, without the zeros that stand for a country or a city; null for anything else. */
export function digitsOf(q: string): string | null {
  if (!/^\+?[\d\s()/.-]{3,}$/.test(q.trim())) return null
  const digits = q.replaceAll('(0)', '').replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= 3 ? digits : null
}
