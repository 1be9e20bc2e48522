/** One line of CSV. Text that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers stay. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => quoted(harmless(cell), delimiter)).join(delimiter)}\r\n`
}

/** A mark at the beginning, by which spreadsheets know the text is UTF-8. */
export const byteOrderMark = '\ufeff'

const harmless = (text: string): string =>
  /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text

const quoted = (text: string, delimiter: string): string =>
  /["\r\n]/.test(text) || text.includes(delimiter) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
