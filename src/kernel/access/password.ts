import { type SignInPolicy, standardPolicy } from './policy.ts'

/** The longest password (characters). */
export const longestPassword = 256

/** What is wrong with a new password, in words; null when it will do. Length counts, composition rules don't (NIST SP 800-63B, 3.1.1.2). */
export function passwordProblem(
  password: string,
  { email, name }: { readonly email: string; readonly name: string },
  { shortestPassword, refusesCommon }: Pick<SignInPolicy, 'shortestPassword' | 'refusesCommon'> = standardPolicy,
): string | null {
  const length = [...password].length
  if (length < shortestPassword)
    return `Use at least ${shortestPassword} characters. Four words that don't belong together are easy to remember.`
  if (length > longestPassword) return `Use at most ${longestPassword} characters.`
  if (!refusesCommon) return null
  if (saysWhoTheyAre(password, email, name)) return 'Leave your name and your e-mail address out of it.'
  if (isCommon(password)) return 'This is among the first passwords that anybody would try. Choose another.'
  return null
}

function saysWhoTheyAre(password: string, email: string, name: string): boolean {
  const plain = plainOf(password)
  const own = [email, email.split('@')[0] ?? '', name].map(plainOf).filter((word) => word.length >= 4)
  return own.some((word) => plain.includes(word) && plain.length - word.length < 8)
}

// Twelve characters are mostly reached by stretching a well-known word, so the word that is left after taking the stretch off is what is compared.
function isCommon(password: string): boolean {
  const plain = plainOf(password)
  if (new Set(plain).size < 5 || isRun(plain)) return true
  const unit = repeatedUnit(plain)
  const words = [
    plain,
    unit,
    plain.replace(/[0-9]+$/, ''),
    plain.replace(/^[0-9]+/, ''),
    plain.replace(/[0-9]/g, ''),
    unleet(plain),
    unleet(plain).replace(/[0-9]+$/, ''),
  ]
  return words.some((word) => word.length < 3 || common.has(word) || isRun(word) || common.has(repeatedUnit(word)))
}

const plainOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const leet: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' }
const unleet = (text: string): string => text.replace(/[013457](?=.*[a-z])/g, (digit) => leet[digit] ?? digit)

function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return text.slice(0, size)
  }
  return text
}

const rows = [
  '01234567890123456789',
  '0987654321098765432109',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujmikolp',
]
const isRun = (text: string): boolean => text.length >= 4 && rows.some((row) => row.includes(text))

const common = new Set(
  `password passwort motdepasse contrasena contrasenia parola senha wachtwoord haslo passphrase mypassword thepassword newpassword yourpassword password1 passwordpassword
  passw0rd letmein letmeinnow welcome welcomehome welcometo willkommen bienvenue bienvenido changeme changemenow changeit pleasechange pleasechangeme defaultpassword default
  secret secretpassword mysecret topsecret supersecret administrator administrateur administrador adminadmin admin root rootroot superuser sysadmin operator guest test testtest
  testing testpassword temporary temppassword temp login loginpassword access master masterpassword iloveyou iloveyouforever ilovemyself loveyou lovely princess sunshine
  football baseball basketball superman batman spiderman dragon monkey shadow michael jennifer jordan liverpool chelsea arsenal barcelona realmadrid juventus starwars pokemon
  whatever trustnoone trustno1 nothing computer internet samsung google facebook microsoft windows linkedin qwerty qwertyqwerty qwertypassword qwertz azerty asdfgh asdfghjkl zxcvbn
  zxcvbnm abcabc abcdef freedom forever flower summer winter spring autumn january february september october november december summertime monday friday correcthorsebatterystaple
  quarterdeck company companypassword business itdepartment helpdesk servicedesk support security letmeinplease openopen opensesame hellohello hello helloworld goodmorning
  charlie jessica ashley daniel thomas andrew matthew blink182 manchesterunited mustang corvette ferrari mercedes porsche`.split(
    /\s+/,
  ),
)
