/** The migrated database that every test file's own is a copy of. */
export const templateName = 'quarterdeck_template'

/** The same server, another database. */
export function onDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
