import { createTransport } from 'nodemailer'
import { expect, inject, it } from 'vitest'
import { ask, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

interface Received {
  readonly subject: string
  readonly state: string
  readonly record: { readonly id: string; readonly number: string } | null
}

it('has an administrator add a mailbox, see a mail become a ticket, read what was set aside and let it through', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Administrator')
  const word = unique('desk').replace(' ', '-')
  const to = `${word}@deck.example`
  const send = (from: string, subject: string) =>
    createTransport({ host: '127.0.0.1', port: inject('smtpPort'), ignoreTLS: true }).sendMail({
      ...{ from, to, subject, messageId: `<${unique('mail').replace(' ', '-')}@nordlys.example>` },
      attachments: [{ filename: 'label.png', content: onePixel, encoding: 'base64', cid: 'label@nordlys.example' }],
      html: '<p>The <b>label printer</b> eats paper.</p><p><img src="cid:label@nordlys.example" alt="What it prints"></p><div class="gmail_quote"><blockquote class="gmail_quote">Which one?</blockquote></div>',
    })
  await visit('/admin/mail-in')
  await page.getByRole('link', { name: 'New mailbox' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(word)
  await page.getByRole('textbox', { name: 'Address' }).fill(to)
  await page.getByRole('combobox', { name: 'How mail comes' }).click()
  await page.getByRole('option', { name: 'Handed in to this server' }).click()
  await page.getByRole('radio', { name: 'It is set aside' }).check()
  await checkAccessibility()
  await picture('mailbox-form')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: word }).waitFor()
  await picture('mailbox')

  const found = async (subject: string): Promise<Received | undefined> =>
    (await ask<{ rows: Received[] }>(page, '/received-mails?limit=100')).rows.find((row) => row.subject === subject)
  const { email } =
    (await ask<{ rows: { email: string }[] }>(page, '/people?limit=1&filter={"state":"active"}')).rows[0] ?? {}
  const [known, strange] = [unique('Label printer'), unique('Who am I')]
  await send(`"A colleague" <${email}>`, known)
  await send('stranger@else.example', strange)
  await expect.poll(async () => (await found(known))?.state, { timeout: 15_000 }).toBe('done')
  await expect.poll(async () => (await found(strange))?.state, { timeout: 15_000 }).toBe('quarantined')

  await visit('/admin/mail-in')
  const aside = page.getByRole('listitem').filter({ hasText: strange })
  await aside.getByText('Nobody here has the address stranger@else.example.').waitFor()
  await aside.getByRole('button', { name: 'Show the original' }).click()
  const original = aside.getByRole('textbox', { name: 'The mail as it arrived' })
  await expect.poll(() => original.inputValue()).toContain(`Subject: ${strange}`)
  await checkAccessibility()
  await picture('received-mail')
  await aside.getByRole('button', { name: 'Ignore it' }).click()
  await expect.poll(async () => (await found(strange))?.state, { timeout: 15_000 }).toBe('ignored')

  await visit(`/tickets/${(await found(known))?.record?.id}`)
  const quoted = page.getByRole('group').filter({ hasText: 'Quoted text' })
  await quoted.getByText('Which one?').waitFor({ state: 'hidden' })
  await quoted.getByText('Quoted text').click()
  await quoted.getByText('Which one?').waitFor()
  await page.getByRole('img', { name: 'What it prints' }).waitFor()
  await page.getByText('The sender’s domain could not be confirmed: nothing in the mail vouches for it').waitFor()
  await picture('ticket-by-mail')
  await page.getByRole('tab', { name: 'Mails' }).click()
  await page.getByText('Nobody vouches for its sender').first().waitFor()
  await checkAccessibility()
  await picture('ticket-mails')
})
