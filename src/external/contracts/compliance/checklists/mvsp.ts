import type { Checklist, ChecklistItem, Element } from '../checklist.ts'
import { applicationItems } from './mvsp-application.ts'

/** Minimum Viable Secure Product 3.0 is a public work (CC0); what it asks for is told here in our own words. */
const of = (part: string): string => `MVSP 3.0, ${part}`
const duty = (says: string, patterns: readonly string[], hints: readonly string[] = []): Element => ({
  says,
  asks: 'duty',
  patterns,
  hints,
})
const also = (says: string, patterns: readonly string[]): Element => ({ says, asks: 'fact', patterns, isCore: false })

const business: readonly ChecklistItem[] = [
  {
    id: 'mvsp-1.1',
    source: of('1.1'),
    title: 'Reports of vulnerabilities',
    requirement:
      'The provider publishes how vulnerabilities are reported to it, leaves reporters unharmed, and answers in a reasonable time.',
    partly: 'Reports are taken, but no policy is published.',
    elements: [
      duty(
        'there is a policy for reporting vulnerabilities',
        [
          'vulnerability disclosure|reporting policy|program|programme|process',
          'publish*|maintain*|operat* & vulnerability disclosure|reporting',
          'bug bounty',
          'security.txt',
        ],
        ['report|reports ~4 vulnerabilit*'],
      ),
    ],
  },
  {
    id: 'mvsp-1.2',
    source: of('1.2'),
    title: 'Tests by customers',
    requirement: 'On request, customers or those they appoint may test the security of the application.',
    partly: 'Tests are allowed only in part.',
    elements: [
      {
        says: 'the customer may test the security',
        asks: 'right',
        patterns: [
          'may|right|permit*|allow*|entitled|enable|enables & security|penetration|vulnerability ~2 test|tests|testing & @customer ! not ~8 test|tests|testing',
        ],
        hints: ['penetration|security test|tests|testing'],
      },
    ],
    against: ['security|penetration|vulnerability ~3 test|tests|testing & @customer ~6 not ! unless ! prior ! without'],
  },
  {
    id: 'mvsp-1.3',
    source: of('1.3'),
    title: 'Self-assessments',
    requirement: 'The provider assesses its own security at least once a year and makes the result available.',
    partly: 'It assesses itself, but not every year or without showing the result.',
    elements: [
      duty('the provider assesses its own security', [
        'conduct*|perform*|carry|complet*|undertak* ~6 assessment*|selfassessment*|review|reviews|self & security|compliance',
        'selfassessment*|self assessment*',
      ]),
      also('the result is made available', ['@available|@give & assessment*|selfassessment*']),
      also('it does so every year', ['@yearly & assessment*|selfassessment*|review*']),
    ],
  },
  {
    id: 'mvsp-1.4',
    source: of('1.4'),
    title: 'Penetration tests by others',
    requirement: 'An independent company tests product and systems at least once a year.',
    partly: 'There are tests, but not by others or not every year.',
    elements: [
      duty(
        'penetration tests are performed',
        ['penetration test|tests|testing & perform*|conduct*|engag*|commission*|undergo*|carried|carry|contract'],
        ['penetration test|tests|testing', 'audited ~12 thirdparty|independent'],
      ),
      also('by someone independent', ['independent|thirdparty|external|third & penetration test|tests|testing']),
      also('every year', ['@yearly & penetration test|tests|testing']),
    ],
  },
  {
    id: 'mvsp-1.5',
    source: of('1.5'),
    title: 'Training',
    requirement: 'People get security training that fits what they do.',
    partly: 'People are trained, but not in security.',
    elements: [
      duty('people are trained in security', [
        'train|trains|trained|training & security|privacy|awareness|hipaa|protection & @staff|@provider',
      ]),
    ],
  },
  {
    id: 'mvsp-1.6',
    source: of('1.6'),
    title: 'Standards and laws',
    requirement:
      'The provider follows the security standards of its field and the laws that apply, those on where data stays included.',
    partly: 'It follows laws, but names no standard.',
    elements: [
      duty('laws are followed', ['comply|complies|complying|compliance ~8 @law', 'abide|abides ~4 @law']),
      also('security standards are named', ['iso27001|27001|27002|hitrust|ssae|soc|pci', 'iso iec|27001', 'soc 1|2|3']),
    ],
  },
  {
    id: 'mvsp-1.7',
    source: of('1.7'),
    title: 'Handling of incidents',
    requirement:
      'Whoever is affected is told of a breach of sensitive information within 72 hours of its discovery, with its nature, consequences and measures.',
    partly: 'Breaches are told, but not within 72 hours.',
    elements: [
      duty(
        'breaches are told',
        ['@notify & @breach ! unsuccessful', '@notify & breach|breaches & information|data|unsecured'],
        ['@breach'],
      ),
      also('within 72 hours', [
        '72|48|36|24|12 hours|hour & @breach|breach*',
        'seventytwo|fortyeight|twentyfour hours & @breach|breach*',
        '@notify & 72|48|36|24|12 hours',
      ]),
    ],
  },
  {
    id: 'mvsp-1.8',
    source: of('1.8'),
    title: 'Wiping media',
    requirement: 'Media that held production data in the clear are wiped as NIST SP 800-88 has it, or as well.',
    partly: 'Data is destroyed, but to no standard.',
    elements: [
      duty(
        'media are wiped to a standard',
        [
          '80088|88|dod|nist & sanitiz*|sanitis*|@erase|media|wip*',
          'sanitiz*|sanitis*|wip* ~6 media|disks|drives|devices',
        ],
        ['@erase ~6 media|copies'],
      ),
    ],
  },
]

const operations: readonly ChecklistItem[] = [
  {
    id: 'mvsp-4.1',
    source: of('4.1'),
    title: 'Access to buildings',
    requirement: 'Facilities are protected in layers: barriers, keys, logs, and a plan for intruders.',
    partly: 'Physical protection is promised in general.',
    elements: [
      duty('facilities are protected', [
        'physical ~6 security|access|controls|safeguard*|measures|protection',
        'administrative physical ~3 technical',
      ]),
    ],
  },
  {
    id: 'mvsp-4.2',
    source: of('4.2'),
    title: 'Access to data',
    requirement:
      'Only people who need it get at sensitive data; access is reviewed, ended in time, and needs a second factor from afar.',
    partly: 'Access is limited, but not reviewed, or without a second factor.',
    elements: [
      duty('access is limited to those who need it', [
        'access & need to know|access|perform',
        'least privilege',
        'limit*|restrict* ~8 access & @data|@staff',
        'only ~6 access* & @data',
      ]),
      also('it is reviewed', ['review* ~8 access|privileges|rights|accounts & regular*|periodic*|@yearly|quarter*']),
      also('a second factor is needed', ['multifactor|twofactor|mfa|2fa', 'multi|two factor']),
    ],
  },
  {
    id: 'mvsp-4.3',
    source: of('4.3'),
    title: 'Companies that get at customer data',
    requirement: 'The provider keeps a list of those companies, shows it on request, and assesses them every year.',
    partly: 'There is a list, but they are not assessed.',
    elements: [
      {
        says: 'there is a list of them',
        asks: 'fact',
        patterns: ['list|lists|register|identities & @subprocessor ! prior written'],
      },
      also('they are assessed', ['@subprocessor & due diligence|assess*|evaluat*|audit*|review*']),
    ],
  },
  {
    id: 'mvsp-4.4',
    source: of('4.4'),
    title: 'Backup and recovery',
    requirement:
      'Data is backed up to another place, and plans to recover from a disaster are kept and tested at least once a year.',
    partly: 'There are backups or plans, but they are not tested.',
    elements: [
      duty(
        'data is backed up, or recovery is planned',
        [
          'backup|backups|backed & perform*|maintain*|tak*|creat*|@provider|data ! retention',
          'disaster recovery|continuity ~4 plan|plans|program*|procedures',
        ],
        ['backup|backups'],
      ),
      also('the plans are tested', ['test*|exercis* & recovery|continuity|backup|backups']),
    ],
  },
]

export const mvsp: Checklist = {
  id: 'mvsp-3',
  name: 'Minimum Viable Secure Product',
  about: 'What one may ask of every provider of software at the least: MVSP 3.0, for the security annex of a contract.',
  items: [...business, ...applicationItems, ...operations],
}
