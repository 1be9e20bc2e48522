import { describe, expect, test } from 'vitest'
import { openShelf } from '../../../../test/kit/support/knowledge.ts'
import { guessLanguage } from './guess-language.server.ts'
import { configs } from './stems.server.ts'

const { clock, db, idOf, ask, search, readers, records, write } = await openShelf()

const german = `Öffnen Sie die Einstellungen des Druckers und wählen Sie das Fach. Wenn Kennwörter abgelaufen sind,
  ändern Sie diese zuerst am Rechner, danach auf dem Telefon.`

test('PostgreSQL knows the stems of every language that articles can be in, but Polish', async () => {
  const rows = await db.query<{ name: string }>('select cfgname as name from pg_ts_config')
  const known = new Set(rows.map(({ name }) => name))
  for (const config of configs) expect(known).toContain(config)
  expect(configs.filter((config) => config === 'simple')).toHaveLength(1)
})

describe('an article in another language', () => {
  test('is found by other forms of its words, as its own language makes them; English ones as before', async () => {
    await write('Fach für Briefpapier wählen', { draft: german })
    await write('Imprimer depuis le téléphone', {
      language: 'fr',
      draft: 'Choisissez les imprimantes installées à votre étage.',
    })
    expect(await records.get('knowledge_article', idOf('Fach für Briefpapier wählen'))).toMatchObject({
      language: null,
      writtenIn: 'de',
    })
    expect(await search(readers.employee, 'Wie ändere ich mein Kennwort?')).toEqual(['Fach für Briefpapier wählen'])
    expect((await search(readers.employee, 'installer une imprimante'))[0]).toBe('Imprimer depuis le téléphone')
    expect(await search(readers.employee, 'connecting remotely')).toEqual(['Connect to the VPN from home'])
  })
  test('is said to be like a problem in its language', async () => {
    const { articles } = await ask<{ articles: { title: string }[] }>(
      readers.employee,
      `/help/similar?title=${encodeURIComponent('Fächer mit Briefpapieren')}`,
    )
    expect(articles.map(({ title }) => title)).toEqual(['Fach für Briefpapier wählen'])
  })
  test('is found anew once its language is said, and no more once it is retired', async () => {
    const id = idOf('Imprimer depuis le téléphone')
    await records.move('knowledge_article', id, 'retire')
    clock.advance(1000)
    expect(await search(readers.employee, 'installer une imprimante')).not.toContain('Imprimer depuis le téléphone')
    expect(await db.query({ text: 'select 1 from article_stems where article = $1', values: [id] })).toEqual([])
  })
})

describe('the language of a text', () => {
  test.each([
    ['en', 'Open the settings of the printer and choose the tray. If your password has expired, change it first.'],
    ['de', german],
    ['nl', 'Open de instellingen van de printer en kies de lade. Als uw wachtwoord is verlopen, wijzig het dan eerst.'],
    [
      'fr',
      'Ouvrez les paramètres de l’imprimante et choisissez le bac. Si votre mot de passe a expiré, changez-le d’abord.',
    ],
    ['es', 'Abra la configuración de la impresora y elija la bandeja. Si su contraseña ha caducado, cámbiela primero.'],
    [
      'it',
      'Apri le impostazioni della stampante e scegli il vassoio. Se la password è scaduta, cambiala prima di tutto.',
    ],
    ['pl', 'Otwórz ustawienia drukarki i wybierz podajnik. Jeśli hasło wygasło, najpierw je zmień na komputerze.'],
    ['ru', 'Откройте настройки принтера и выберите лоток. Если срок действия пароля истёк, сначала измените его.'],
    ['tr', 'Yazıcının ayarlarını açın ve tepsiyi seçin. Parolanızın süresi dolduysa önce bilgisayarda değiştirin.'],
    [null, 'VPN'],
    [null, '```\nThe quick brown fox jumps over the lazy dog and the other dog as well\n```'],
  ])('is %s', (code, text) => expect(guessLanguage(text)).toBe(code))
})
