/** What an IMAP client knows of a failure. */
export interface ImapFailure {
  readonly message: string
  /** The system's or the client's word, such as 'ECONNREFUSED'. */
  readonly code?: string | undefined
  readonly authenticationFailed?: boolean | undefined
  /** The server's own words. */
  readonly responseText?: string | undefined
  readonly executedCommand?: string | undefined
}
interface Server {
  readonly host: string
  readonly port: number
  readonly security: string
  readonly userName: string
  readonly folder: string
}

/** Why a mailbox can't be read, in a sentence that says what to look at. */
export function faultWords(failure: ImapFailure, { host, port, security, userName, folder }: Server): string {
  const { code = '', message, responseText } = failure
  const answer = responseText?.trim() || message
  const at = `${host}, port ${port}`
  if (failure.authenticationFailed) return `The mail server refused ${userName} or the password: ${answer}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no mail server ${host}: its name can’t be found.`
  if (code === 'ECONNREFUSED') return `Nothing listens at ${at}. Check the port, or whether a firewall refuses it.`
  if (/timeout/i.test(code) || code === 'ETIMEDOUT' || code === 'CONNECT_TIMEOUT')
    return `Nothing answers at ${at}.${security === 'tls' ? '' : ' It may want TLS from the start.'} Check the port, or whether a firewall is in the way.`
  if (/certificate|altnames|self.signed|unable to verify/i.test(`${code} ${message}`))
    return `The certificate of the mail server isn’t trusted: ${message}. Where your own authority made it, paste that authority’s certificate.`
  if (/wrong version number|packet length too long|record layer|EPROTO/i.test(`${code} ${message}`))
    return `${at} doesn’t speak TLS from the start. Try STARTTLS.`
  if (/STARTTLS/i.test(message)) return `The mail server doesn’t offer STARTTLS at ${at}.`
  if (responseText !== undefined) return `The mail server refused the folder ${folder}: ${answer}`
  return `The connection to ${at} broke: ${message}`
}
