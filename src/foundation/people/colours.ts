/** Eight hues that people who see few colours can still tell apart, dark enough beside white and light enough beside black. Source: Okabe and Ito 2008, darkened. */
const hues = ['#0072b2', '#b8860b', '#009e73', '#b5532a', '#8a63d2', '#3d8fbf', '#c4568f', '#6b7480'] as const

/** The same colour for the same name, always. Names repeat colours; the name itself stands beside it. */
export function colourOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return hues[sum % hues.length] ?? hues[0]
}
