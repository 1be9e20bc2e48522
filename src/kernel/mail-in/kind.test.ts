import { describe, expect, it } from 'vitest'
import { kindOf } from './kind.ts'

const judge = (
  headers: Readonly<Record<string, string>>,
  { from = 'ada@nordlys.example', subject = 'VPN', report = null as string | null } = {},
) =>
  kindOf({
    header: (name) => (name in headers ? [headers[name] ?? ''] : []),
    from: from === '' ? null : { name: '', address: from },
    subject,
    report,
    ours: ['desk@deck.example'],
  })

describe('what sent a mail', () => {
  it('is a person where nothing says otherwise, and then a machine may answer', () => {
    expect(judge({})).toMatchObject({ kind: 'person', mayBeAnswered: true })
    expect(judge({ 'auto-submitted': 'no' })).toMatchObject({ kind: 'person', mayBeAnswered: true })
    expect(judge({ 'x-autoreply': 'no' })).toMatchObject({ kind: 'person', mayBeAnswered: true })
  })

  it.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'Auto-Replied; owner-email="ada@nordlys.example"'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'away'],
    ['precedence', 'auto_reply'],
  ])('is an automatic answer by %s: %s', (name, value) => {
    expect(judge({ [name]: value })).toMatchObject({ kind: 'auto-reply', mayBeAnswered: false })
  })

  it.each([
    ['auto-submitted', 'auto-generated'],
    ['precedence', 'bulk'],
    ['return-path', '<>'],
  ])('is a machine by %s: %s', (name, value) => {
    expect(judge({ [name]: value })).toMatchObject({ kind: 'machine', mayBeAnswered: false })
  })

  it('is a machine by a name that reads nothing', () => {
    for (const from of ['noreply@a.example', 'no-reply@a.example', 'do-not-reply@a.example', 'MAILER-DAEMON@a.example'])
      expect(judge({}, { from: from.toLowerCase() })).toMatchObject({ kind: 'machine', mayBeAnswered: false })
  })

  it('is a list by RFC 2919 and RFC 2369', () => {
    expect(judge({ 'list-id': '<a.example>' }).kind).toBe('list')
    expect(judge({ 'list-unsubscribe': '<https://a.example>' }).kind).toBe('list')
  })

  it('is a report where it says so', () => {
    expect(judge({}, { report: 'delivery-status' }).kind).toBe('bounce')
    expect(judge({}, { report: 'disposition-notification' }).kind).toBe('auto-reply')
  })

  it('is ourselves only where it is from an address of ours: another installation is a stranger', () => {
    const headers = { 'x-quarterdeck-kind': 'reply' }
    expect(judge(headers, { from: 'desk@deck.example' }).kind).toBe('loop')
    expect(judge(headers, { from: 'desk@other.example' }).kind).toBe('person')
  })

  it('takes words in a subject as a weak sign: nobody is answered, yet it counts as a person’s', () => {
    for (const subject of ['Automatische Antwort: VPN', 'Out of office', 'Abwesenheitsnotiz'])
      expect(judge({}, { subject })).toMatchObject({ kind: 'person', mayBeAnswered: false })
    expect(judge({}, { subject: 'The out of office assistant fails' }).mayBeAnswered).toBe(true)
  })

  it('isn’t answered where it is from nobody, or asks for no answer', () => {
    expect(judge({}, { from: '' }).mayBeAnswered).toBe(false)
    expect(judge({ 'x-auto-response-suppress': 'All' }).mayBeAnswered).toBe(false)
  })
})
