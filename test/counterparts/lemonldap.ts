import { execFileSync, spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The distribution's LemonLDAP::NG: `apt-get install liblemonldap-ng-portal-perl liblasso-perl libxml-simple-perl libio-string-perl libstring-random-perl`. */
export const hasLemonldap =
  globSync('/usr/lib/*/perl5/*/Lasso.pm').length > 0 &&
  [
    'usr/share/perl5/Lemonldap/NG/Portal/Main.pm',
    'usr/share/perl5/XML/Simple.pm',
    'usr/share/perl5/IO/String.pm',
    'usr/share/perl5/String/Random.pm',
    'usr/bin/plackup',
  ].every((file) => existsSync(`/${file}`))

/** People of its demonstration, who sign in with their name as password; the Doctor is in the group `leads`. */
export const demoPeople = {
  doctor: { login: 'dwho', email: 'dwho@badwolf.org', name: 'Doctor Who' },
  rose: { login: 'rtyler', email: 'rtyler@badwolf.org', name: 'Rose Tyler' },
} as const

export interface Settings {
  readonly port: number
  /** What is to be known of us by SAML. */
  readonly ourMetadata: string
  /** And by OpenID Connect: where to come back to after signing in, and after signing out. */
  readonly redirectUri: string
  readonly afterLogout: string
}
export interface Lemonldap {
  readonly clientId: string
  readonly clientSecret: string
  readonly stop: () => Promise<void>
}

/** Starts its portal as a provider of both SAML 2.0 and OpenID Connect, in a folder of its own; whoever starts it stops it. */
export async function startLemonldap(settings: Settings): Promise<Lemonldap> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-lemonldap-'))
  for (const name of ['conf', 'sessions', 'sessions/lock', 'psessions', 'psessions/lock']) mkdirSync(join(folder, name))
  const [clientId, clientSecret] = ['quarterdeck', 'a-secret-that-only-the-two-know']
  const keys = makeKeys(folder)
  const configuration = configurationOf(settings, { folder, clientId, clientSecret, ...keys })
  writeFileSync(join(folder, 'conf/lmConf-1.json'), JSON.stringify(configuration))
  writeFileSync(join(folder, 'lemonldap.ini'), settingsFile(folder))
  writeFileSync(join(folder, 'portal.psgi'), portal)
  const options = ['-E', 'deployment', '--host', '127.0.0.1', '--port', String(settings.port)]
  const server = spawn('plackup', [...options, join(folder, 'portal.psgi')], {
    env: { ...process.env, LLNG_INI: join(folder, 'lemonldap.ini') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (part) => (said += String(part)))
  const gone = new Promise((resolve) => server.once('exit', resolve))
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  await answering(`http://127.0.0.1:${settings.port}/saml/metadata`, () => said).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { clientId, clientSecret, stop }
}

const settingsFile = (folder: string): string => `
[all]
logLevel = error
logger = Lemonldap::NG::Common::Logger::Std
[configuration]
type = File
dirName = ${folder}/conf
localStorage = Cache::NullCache
localStorageOptions = {}
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = en
`

// The portal loads a module for pictures to be read by people, whether one is asked for or not; this one draws nothing and needs no ImageMagick.
const portal = `
package NoCaptcha;
use Mouse;
extends 'Lemonldap::NG::Portal::Main::Plugin';
sub init { return 1 }
$INC{'NoCaptcha.pm'} = __FILE__;
package main;
use Plack::Builder;
use Lemonldap::NG::Portal::Main;
builder {
  enable 'Plack::Middleware::Static', path => qr{^/static/}, root => '/usr/share/lemonldap-ng/portal/htdocs/';
  enable 'Plack::Middleware::Static', path => qr{^/javascript/}, root => '/usr/share/';
  Lemonldap::NG::Portal::Main->run({ configStorage => { confFile => $ENV{LLNG_INI} } });
};
`

interface Own {
  readonly folder: string
  readonly clientId: string
  readonly clientSecret: string
  readonly privateKey: string
  readonly publicKey: string
  readonly certificate: string
}

const configurationOf = (
  { port, ourMetadata, redirectUri, afterLogout }: Settings,
  { folder, clientId, clientSecret, privateKey, publicKey, certificate }: Own,
) => ({
  cfgNum: 1,
  cfgAuthor: 'tests',
  cfgDate: '1700000000',
  cfgVersion: '2.16.1',
  portal: `http://127.0.0.1:${port}/`,
  domain: '127.0.0.1',
  cookieName: 'lemonldap',
  securedCookie: 0,
  // Without https a browser keeps no cookie that would go along from elsewhere, which is what it would set.
  sameSite: 'Lax',
  whatToTrace: 'uid',
  authentication: 'Demo',
  userDB: 'Same',
  passwordDB: 'Demo',
  registerDB: 'Null',
  demoExportedVars: { cn: 'cn', mail: 'mail', uid: 'uid' },
  exportedVars: {},
  groups: { leads: '$uid eq "dwho"' },
  macros: {},
  ...storage('global', join(folder, 'sessions')),
  ...storage('persistent', join(folder, 'psessions')),
  localSessionStorage: 'Cache::NullCache',
  localSessionStorageOptions: {},
  locationRules: { [`127.0.0.1:${port}`]: { default: 'accept' } },
  exportedHeaders: {},
  applicationList: {},
  notification: 0,
  portalSkin: 'bootstrap',
  // Forms without a token, so that they can be sent without a script having run.
  requireToken: 0,
  // What it remembers between two requests lies with the sessions; there is no cache.
  tokenUseGlobalStorage: 1,
  captcha: 'NoCaptcha',
  portalDisplayRegister: 0,
  portalDisplayResetPassword: 0,
  portalDisplayCertificateResetByMail: 0,
  issuerDBSAMLActivation: 1,
  samlServicePrivateKeySig: privateKey,
  samlServicePublicKeySig: certificate,
  samlServiceUseCertificateInResponse: 1,
  samlSPMetaDataXML: { us: { samlSPMetaDataXML: ourMetadata } },
  samlSPMetaDataExportedAttributes: { us: { mail: '1;mail;;', cn: '1;cn;;', groups: '0;groups;;' } },
  samlSPMetaDataOptions: {
    us: {
      samlSPMetaDataOptionsNameIDFormat: 'persistent',
      samlSPMetaDataOptionsSignSSOMessage: 1,
      samlSPMetaDataOptionsSignSLOMessage: 1,
      samlSPMetaDataOptionsCheckSSOMessageSignature: 1,
      samlSPMetaDataOptionsCheckSLOMessageSignature: 1,
      samlSPMetaDataOptionsNotOnOrAfterTimeout: 600,
      samlSPMetaDataOptionsSessionNotOnOrAfterTimeout: 72_000,
    },
  },
  issuerDBOpenIDConnectActivation: 1,
  oidcServicePrivateKeySig: privateKey,
  oidcServicePublicKeySig: publicKey,
  oidcServiceKeyIdSig: 'one',
  oidcRPMetaDataExportedVars: { us: { email: 'mail', name: 'cn', groups: 'groups' } },
  oidcRPMetaDataOptionsExtraClaims: { us: { profile: 'name groups' } },
  oidcRPMetaDataOptions: {
    us: {
      oidcRPMetaDataOptionsClientID: clientId,
      oidcRPMetaDataOptionsClientSecret: clientSecret,
      oidcRPMetaDataOptionsRedirectUris: redirectUri,
      oidcRPMetaDataOptionsPostLogoutRedirectUris: afterLogout,
      oidcRPMetaDataOptionsIDTokenSignAlg: 'RS256',
      oidcRPMetaDataOptionsRequirePKCE: 1,
      oidcRPMetaDataOptionsBypassConsent: 1,
      oidcRPMetaDataOptionsLogoutBypassConfirm: 1,
    },
  },
})

const storage = (name: string, folder: string) => ({
  [`${name}Storage`]: 'Apache::Session::File',
  [`${name}StorageOptions`]: {
    Directory: folder,
    LockDirectory: join(folder, 'lock'),
    generateModule: 'Lemonldap::NG::Common::Apache::Session::Generate::SHA256',
  },
})

function makeKeys(folder: string) {
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const files = ['-keyout', 'key.pem', '-out', 'certificate.pem']
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test provider', ...files)
  openssl('rsa', '-in', 'key.pem', '-pubout', '-out', 'public.pem')
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { privateKey: read('key.pem'), publicKey: read('public.pem'), certificate: read('certificate.pem') }
}

/** Waits until its metadata is there, twenty seconds at most. */
async function answering(address: string, said: () => string): Promise<void> {
  for (let left = 200; left > 0; left -= 1) {
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`LemonLDAP::NG does not answer. ${said()}`)
}
