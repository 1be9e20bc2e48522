const units: readonly (readonly [RegExp, number])[] = [
  [/^(w|wk|wks|week|weeks|woche|wochen|semaine|semaines|semana|semanas)$/, 604_800],
  [/^(d|day|days|t|tag|tage|tagen|jour|jours|j|dia|dias|día|días)$/, 86_400],
  [/^(h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas)$/, 3600],
  [/^(m|min|mins|minute|minutes|minuten|minuto|minutos)$/, 60],
  [/^(s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|segundo|segundos)$/, 1],
]
const iso =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i
const seconds = [604_800, 86_400, 3600, 60, 1]

/** Whole seconds of '4h 30m', '1:30' (hours and minutes), '1:30:00', '90 min', '1,5 h' or 'PT4H30M'; null for anything else. */
export function parseDuration(text: string): number | null {
  const given = text.trim().toLowerCase()
  const clock = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/.exec(given)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  const parts = iso.exec(given)
  if (parts && /\d/.test(given))
    return total(parts.slice(1).map((amount, i) => Number(amount ?? 0) * (seconds[i] ?? 0)))
  const pieces = [...given.matchAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?/gu)]
  const isAll = given.replace(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?/gu, '').replace(/[\s,]|\band\b|\bund\b/g, '') === ''
  if (pieces.length === 0 || !isAll) return given === '0' ? 0 : null
  return total(
    pieces.map(
      ([, amount = '', unit = '']) =>
        Number(amount.replace(',', '.')) * (units.find(([word]) => word.test(unit))?.[1] ?? Number.NaN),
    ),
  )
}

function total(parts: readonly number[]): number | null {
  const sum = parts.reduce((a, b) => a + b, 0)
  const whole = Math.round(sum)
  return Math.abs(sum - whole) < 1e-6 ? whole : null
}

/** '2d 4h 30m': the largest units first, none that is zero. */
export function formatDuration(length: number): string {
  const days = Math.floor(length / 86_400)
  const parts = [
    [days, 'd'],
    [Math.floor((length % 86_400) / 3600), 'h'],
    [Math.floor((length % 3600) / 60), 'm'],
    [length % 60, 's'],
  ] as const
  return parts.flatMap(([amount, unit]) => (amount > 0 ? [`${amount}${unit}`] : [])).join(' ') || '0m'
}
