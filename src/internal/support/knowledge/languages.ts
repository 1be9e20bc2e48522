/** The languages that articles can be in (ISO 639-1): those whose stems PostgreSQL knows from version 15 on, and Polish, of which it knows the words alone. */
export const languageCodes = [
  ...(['en', 'de', 'nl', 'pl', 'fr', 'es', 'it', 'ar', 'hy', 'eu', 'ca', 'da', 'fi', 'el', 'hi'] as const),
  ...(['hu', 'id', 'ga', 'lt', 'ne', 'no', 'pt', 'ro', 'ru', 'sr', 'sv', 'ta', 'tr', 'yi'] as const),
] as const
export type LanguageCode = (typeof languageCodes)[number]

const names = new Intl.DisplayNames('en', { type: 'language' })
export const languageName = (code: LanguageCode): string => names.of(code) ?? code

/** What a choice of languages shows. */
export const languageWords: Readonly<Record<string, string>> = Object.fromEntries(
  languageCodes.map((code) => [code, languageName(code)]),
)
