/** A file that goes with what is being written; it hangs on the ticket already. */
export interface DraftFile {
  readonly id: string
  readonly name: string
  /** Shown in the text rather than named below it. */
  readonly isPicture: boolean
}

/** What was written with its files below it, as Markdown: pictures shown, others by their names. */
export function withFiles(text: string, files: readonly DraftFile[]): string {
  const lines = files.map(({ id, name, isPicture }) =>
    isPicture ? `![${wordsOf(name)}](/api/v1/files/${id}/preview)` : `[${wordsOf(name)}](/api/v1/files/${id})`,
  )
  return [text.trim(), lines.join('\n')].filter((part) => part !== '').join('\n\n')
}

/** A file's name as Markdown that shows it; its brackets would end the link. */
const wordsOf = (name: string): string =>
  name
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll(/[\\`*_<|~#>&]/g, String.raw`\$&`)
