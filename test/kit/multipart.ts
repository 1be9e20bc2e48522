const boundary = 'quarterdeck-test'
const part = (head: string, text: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`

/** A form as browsers send it: its fields, and a file, whose name is empty where none was chosen. */
export const formOf = (fields: Readonly<Record<string, string>>, file = { name: '', text: '' }) => ({
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  payload: [
    ...Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value)),
    part(`name="files"; filename="${file.name}"`, file.text),
    `--${boundary}--\r\n`,
  ].join(''),
})
