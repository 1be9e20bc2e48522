import { type Placeholder, placeholders } from './placeholder-names.ts'

export type Known = Readonly<Partial<Record<Placeholder, string | null>>>

// Braces around spaces or code are text: only what looks like a name is taken for one.
const named = /\{([A-Za-z][\w.]{0,60})\}/g

/** What is wrong with a text that names what means nothing; null where nothing is. */
export function problemOfText(text: string): string | null {
  const unknown = unknownPlaceholders(text)
  if (unknown.length === 0) return null
  return `Nothing is known as ${unknown.join(', ')}. Known are ${placeholders.map((name) => `{${name}}`).join(', ')}.`
}

/** The placeholders of a text that mean nothing, in braces, each once. */
export function unknownPlaceholders(text: string): readonly string[] {
  const found = [...text.matchAll(named)].map(([, name = '']) => name)
  return [...new Set(found.filter((name) => !isPlaceholder(name)))].map((name) => `{${name}}`)
}

/** A text with what is known in place of its placeholders; `missing` are those without a value, which stay as they are. */
export function fillPlaceholders(
  text: string,
  known: Known,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>()
  const filled = text.replaceAll(named, (whole, name: string) => {
    const value = isPlaceholder(name) ? known[name] : undefined
    if (value) return value
    missing.add(whole)
    return whole
  })
  return { text: filled, missing: [...missing] }
}

/** The name that people are spoken to by: 'Priya' of 'Priya Nair', and of 'Nair, Priya'. */
export function firstNameOf(name: string): string {
  const [last = '', first] = name.split(',').map((part) => part.trim())
  return (first || last).split(/\s+/)[0] ?? name
}

const isPlaceholder = (name: string): name is Placeholder => placeholders.some((one) => one === name)
