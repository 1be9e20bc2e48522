/** What an SMTP client knows of a failure. */
export interface SmtpFailure {
  readonly message: string
  /** The client's word for what kind of failure it is, such as 'EAUTH'. */
  readonly code?: string | undefined
  /** The system's, such as 'ECONNREFUSED'. */
  readonly originalCode?: string | undefined
  readonly timeoutType?: string | undefined
  /** What was being said, such as 'RCPT TO'. */
  readonly command?: string | undefined
  readonly responseCode?: number | undefined
  /** The server's answer. */
  readonly response?: string | undefined
}
/**
 * What a failed attempt means: `server`: nothing can be sent now; `later`: this mail is tried again;
 * `refused`: it never will be sent; `nobody`: neither will anything to this address.
 */
export type Outcome = 'server' | 'later' | 'refused' | 'nobody'

/** What becomes of a mail, and of those behind it. Reply codes: RFC 5321, section 4.2; RFC 3463. */
export function outcomeOf({ code, command = '', responseCode = 0, response = '' }: SmtpFailure): Outcome {
  if (code === 'EENVELOPE' && command === 'API') return 'refused'
  if (responseCode === 0) return code === 'EMESSAGE' ? 'refused' : 'server'
  if (responseCode === 421 || responseCode === 503) return 'server'
  const isAboutMail = /^(RCPT TO|DATA)/.test(command)
  if (!isAboutMail) return 'server'
  if (responseCode < 500) return 'later'
  return saysNobody(responseCode, response) ? 'nobody' : 'refused'
}

const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/
const nobody = ['1.1', '1.2', '1.3', '1.6', '1.10', '2.1']
const nobodyWords =
  /(user|mailbox|recipient|account|address)[^.]{0,40}(unknown|not found|does(n't| not) exist|unavailable|invalid|disabled|rejected)|(unknown|no such|invalid|bad) (local )?(user|mailbox|recipient|address)|no mailbox here/i

/** A refusal for good. */
export type Refusal = Extract<Outcome, 'refused' | 'nobody'>

/** What a server's words mean that were reported later, with the status code (RFC 3463) beside them; a code within the words is the last server's own. */
export function refusalOf(says: string, status: string): Refusal {
  const code = Number(/\b5\d\d\b/.exec(says)?.[0] ?? 550)
  return saysNobody(code, enhanced.test(says) ? says : `${status} ${says}`) ? 'nobody' : 'refused'
}

/** Whether an answer means that the mailbox doesn't exist; where it says so by an enhanced code, that alone counts. */
function saysNobody(responseCode: number, response: string): boolean {
  const [, subject, detail] = enhanced.exec(response) ?? []
  if (subject) return nobody.includes(`${subject}.${detail}`)
  return [550, 551, 553].includes(responseCode) && nobodyWords.test(response)
}

const minuteMs = 60_000
const longestPause = 240 * minuteMs
const patience = 4 * 24 * 60 * minuteMs

/** When a mail is tried again after `attempts`: after a minute, then twice as long each time, up to four hours; null after four days. */
export function nextTry({ createdAt, attempts, now }: { createdAt: Date; attempts: number; now: Date }): Date | null {
  if (now.getTime() - createdAt.getTime() > patience) return null
  return new Date(now.getTime() + Math.min(longestPause, minuteMs * 2 ** (attempts - 1)))
}

interface Server {
  readonly host: string | null
  readonly port: number
  readonly security: string
  readonly fromAddress: string | null
}

/** A failure in a sentence that says what to look at. */
export function failureWords(failure: SmtpFailure, { host, port, security, fromAddress }: Server): string {
  const { code = '', command = '', responseCode = 0, originalCode, timeoutType, message } = failure
  const answer = failure.response?.trim() || message
  const at = `${host ?? ''}, port ${port}`
  const isClear = security === 'none'
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH'))
    return responseCode > 0
      ? `The mail server refused the user or the password: ${answer}`
      : `The mail server can’t be signed in to: ${message}`
  if (command === 'MAIL FROM' && responseCode >= 400)
    return `The mail server refused the sender ${fromAddress}: ${answer}`
  if (command === 'RCPT TO' && responseCode >= 400) return `The mail server refused the recipient: ${answer}`
  if (command.startsWith('DATA') && responseCode >= 400) return `The mail server refused the mail: ${answer}`
  if (code === 'EENVELOPE') return `This isn’t an address that mail can be sent to: ${message}`
  if (code === 'EDNS' || originalCode === 'ENOTFOUND')
    return `There is no mail server ${host}: its name can’t be found.`
  if (originalCode === 'ECONNREFUSED')
    return `Nothing listens at ${at}. Check the port, or whether a firewall refuses it.`
  if (timeoutType === 'CONNECT_TIMEOUT')
    return `Nothing answers at ${at}. Check the name and port, or whether a firewall is in the way.`
  if (timeoutType === 'GREETING_TIMEOUT')
    return `${at} accepts connections and says nothing.${security === 'tls' ? '' : ' It may want TLS from the start.'}`
  if (/wrong version number|packet length too long|unknown protocol|record layer/i.test(message))
    return `${at} doesn’t speak TLS from the start. Try STARTTLS.`
  if (/certificate|altnames|self.signed/i.test(message))
    return `The certificate of the mail server isn’t trusted: ${message}. Where your own authority made it, paste that authority’s certificate.`
  if (command === 'STARTTLS' || code === 'ETLS') return `The mail server doesn’t offer STARTTLS at ${at}: ${message}`
  if (responseCode > 0) return `The mail server refused the connection: ${answer}`
  return isClear || !/close|ECONNRESET|retries/i.test(message)
    ? `The connection to ${at} broke: ${message}`
    : `${at} closed the connection before the mail was accepted.`
}
