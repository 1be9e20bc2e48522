import type { ChecklistItem, Element } from '../checklist.ts'

const of = (part: string): string => `MVSP 3.0, ${part}`
const duty = (says: string, patterns: readonly string[], hints: readonly string[] = []): Element => ({
  says,
  asks: 'duty',
  patterns,
  hints,
})
const fact = (says: string, patterns: readonly string[], hints: readonly string[] = []): Element => ({
  says,
  asks: 'fact',
  patterns,
  hints,
})
const also = (says: string, patterns: readonly string[]): Element => ({ says, asks: 'fact', patterns, isCore: false })

/** MVSP sections 2 and 3: how the application is designed and built. (The published statement of 2.1 repeats that of 1.1; its guidance is followed.) */
export const applicationItems: readonly ChecklistItem[] = [
  {
    id: 'mvsp-2.1',
    source: of('2.1'),
    title: 'Single sign-on',
    requirement: 'Customers can sign in by their own identity provider, at no extra cost.',
    partly: 'It can be had, but costs extra.',
    elements: [
      fact('single sign-on is there', [
        'single sign|signon|sso',
        'sso',
        'saml|oidc',
        'openid connect',
        'federated identity|authentication',
      ]),
    ],
    against: ['sso|saml & additional|extra fee|fees|cost|charge ! no ! without'],
  },
  {
    id: 'mvsp-2.2',
    source: of('2.2'),
    title: 'HTTPS only',
    requirement: 'All traffic is encrypted by a current TLS, and what comes in the clear is sent there.',
    partly: 'Encryption on the way is promised in general.',
    elements: [
      fact(
        'traffic is encrypted',
        ['https|tls|ssl', 'transport layer security', 'encrypt* ~10 transit|transmission|transmitted'],
        ['encrypt*'],
      ),
    ],
  },
  {
    id: 'mvsp-2.3',
    source: of('2.3'),
    title: 'Security headers',
    requirement:
      'The application tells browsers to be strict: content security policy, no framing, no caching of sensitive answers.',
    partly: 'Some of them are promised.',
    elements: [fact('security headers are set', ['security headers', 'content security policy', 'http headers'])],
  },
  {
    id: 'mvsp-2.4',
    source: of('2.4'),
    title: 'Passwords',
    requirement: 'Passwords may be long, are kept by a slow hash with a salt, and guessing them is stopped.',
    partly: 'There is a password policy, but it doesn’t say how passwords are kept.',
    elements: [
      duty(
        'passwords are governed',
        ['password|passwords & policy|policies|require*|enforc*|hash*|salt*|complexity|lockout ! @customer'],
        ['password|passwords'],
      ),
      also('they are kept hashed', ['password|passwords & hash*|salt*']),
    ],
  },
  {
    id: 'mvsp-2.5',
    source: of('2.5'),
    title: 'Libraries that keep mistakes out',
    requirement: 'Frameworks and libraries are used that escape output and clean input by themselves.',
    partly: 'Secure coding is promised in general.',
    elements: [
      duty(
        'such libraries are used',
        ['framework|frameworks|libraries & secur*|maintained|escap*|sanitiz*|sanitis*'],
        ['secure coding|development'],
      ),
    ],
  },
  {
    id: 'mvsp-2.6',
    source: of('2.6'),
    title: 'Patching what is built upon',
    requirement: 'Components of others are kept current, those under attack first.',
    partly: 'Patching is promised without saying when.',
    elements: [
      duty(
        'components are patched',
        [
          'patch|patches|patching|update|updates & dependenc*|component|components|thirdparty|opensource|libraries|software & vulnerabilit*|security',
        ],
        ['patch|patches|patching'],
      ),
    ],
  },
  {
    id: 'mvsp-2.7',
    source: of('2.7'),
    title: 'Logs',
    requirement:
      'Sign-ins, changes of data and of security settings and access by the provider are logged for at least 30 days.',
    partly: 'There are logs, but not for how long.',
    elements: [
      duty('security events are logged', [
        'log|logs|logging|logged & access|security|event|events|authentication|audit|activity ! login',
      ]),
      also('the logs are kept for a time', [
        'log|logs & retain*|kept|keep|retention|stored & day|days|month|months|year',
      ]),
    ],
  },
  {
    id: 'mvsp-2.8',
    source: of('2.8'),
    title: 'Encryption',
    requirement: 'Sensitive data is encrypted on its way, where it lies, and in backups.',
    partly: 'It is encrypted on its way or where it lies, not both.',
    elements: [
      duty('data is encrypted', ['encrypt|encrypts|encrypted|encryption & @data|transit|rest|information']),
      also('on its way', ['encrypt* & transit|transmission|transmitted|tls']),
      also('where it lies', ['encrypt* & rest|stored|storage|backups']),
    ],
  },
  {
    id: 'mvsp-3.1',
    source: of('3.1'),
    title: 'List of sensitive data',
    requirement: 'There is a list of the kinds of sensitive data that the application handles.',
    partly: 'Some kinds are named.',
    elements: [
      fact('the kinds of data are listed', [
        'categor*|type|types|kinds|list ~6 @personal|sensitive',
        'special category data',
        'categor* ~4 @data',
      ]),
    ],
  },
  {
    id: 'mvsp-3.2',
    source: of('3.2'),
    title: 'How data flows',
    requirement: 'A current diagram shows how sensitive data comes in and where it ends.',
    partly: 'Flows are described without a diagram.',
    elements: [
      fact('data flows are drawn', [
        'data flow diagram|diagrams|map|maps',
        'dataflow diagram|diagrams',
        'record|records ~2 processing activities',
      ]),
    ],
  },
  {
    id: 'mvsp-3.3',
    source: of('3.3'),
    title: 'Preventing vulnerabilities',
    requirement: 'Developers are trained, and guidelines keep the usual vulnerabilities out.',
    partly: 'There are guidelines or training, not both.',
    elements: [
      duty(
        'the usual vulnerabilities are prevented',
        [
          'owasp',
          'secure coding|development|software ~3 practice*|guideline*|standard*|lifecycle|training|life',
          'train|trains|trained|training & developer*|engineer*',
        ],
        ['vulnerabilit*'],
      ),
    ],
  },
  {
    id: 'mvsp-3.4',
    source: of('3.4'),
    title: 'Time to fix',
    requirement: 'Vulnerabilities that matter are fixed within 90 days, those under attack sooner.',
    partly: 'Fixes are promised, but not by when.',
    elements: [
      duty(
        'vulnerabilities are fixed',
        ['fix|fixes|patch|patches|remediat*|address|addresses|resolv*|correct & vulnerabilit*'],
        ['vulnerabilit*'],
      ),
      also('within a time', ['vulnerabilit* & day|days|hours|month|months']),
    ],
  },
  {
    id: 'mvsp-3.5',
    source: of('3.5'),
    title: 'How it is built and released',
    requirement:
      'Builds are scripted, from version control, and tell where they come from; secrets stand apart from the code.',
    partly: 'Changes are controlled in general.',
    elements: [
      duty('builds are controlled', [
        'version|source control|code & build|builds|release|releases|chang*',
        'change management|control',
        'provenance|slsa|sbom',
        'software bill of materials',
      ]),
    ],
  },
]
