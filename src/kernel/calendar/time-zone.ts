/** Whether the IANA time zone database knows the name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name })
    return /^[A-Z]/i.test(name)
  } catch {
    return false
  }
}
