import type { Checklist, ChecklistItem } from '../checklist.ts'
import { critical } from './dora-30-critical.ts'

const of = (part: string): string => `Regulation (EU) 2022/2554 (DORA), art. 30${part}`

const always: readonly ChecklistItem[] = [
  {
    id: 'dora-2-a',
    source: of('(2)(a)'),
    title: 'What is provided, and whether it may be subcontracted',
    requirement:
      'The contract describes all functions and services clearly and completely, and says whether those that support a critical function may be subcontracted, and on which conditions.',
    partly: 'The services are described, but nothing is said of subcontracting, or the other way round.',
    elements: [
      {
        says: 'the services are described',
        asks: 'fact',
        patterns: [
          'services|functions ~8 described|specified|defined|detailed|set|listed ~6 schedule|annex|order|statement|agreement|exhibit|appendix|form|below|contract',
          'description ~4 services|functions|service',
          'scope ~3 services',
          'service|services|product means ~8 described|specified',
        ],
      },
      {
        says: 'whether and how services may be subcontracted is settled',
        asks: 'fact',
        patterns: [
          'not|no|never|neither|only|unless|without & @subprocessor & @consent|notice|notif*|conditions ! assign*',
          '@provider may ~8 @subprocessor',
          '@subprocessor ~10 permitted|allowed|prohibited|conditions',
          'prior written consent*|approv*|authoris*|authoriz* & @subprocessor',
        ],
        hints: ['@subprocessor'],
      },
    ],
  },
  {
    id: 'dora-2-b',
    source: of('(2)(b)'),
    title: 'Where services are provided and data is kept',
    requirement:
      'The contract names the regions or countries where services are provided and data is processed and stored, and asks for notice before they change.',
    partly: 'It names places, but asks for no notice before they change.',
    elements: [
      {
        says: 'the places of services and data are named',
        asks: 'fact',
        patterns: [
          'location|locations|region|regions|country|countries|territory|data centre|center|centres|centers ~14 @data|services|processed|stored|hosted|processing|storage|located',
          'stored|store|hosted|host|processed|process|located|perform* ~10 european|eu|eea|germany|france|ireland|switzerland|states|kingdom|region|country|countries|territory & @data|services|content ! transfer protects',
          'outside ~3 eea|eu|union|european|kingdom|states|country|territory & @data|services|phi',
        ],
        hints: ['transfer* & third country|countries'],
      },
      {
        says: 'a change of places is told beforehand',
        asks: 'fact',
        patterns: [
          '@notify & chang*|relocat*|mov* & location|locations|region|regions|country|countries|place|places',
          'not ~8 chang*|relocat*|mov*|transfer* ~12 location|locations|region|regions|country|countries & consent*|notice|notif*|approv*',
        ],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-2-c',
    source: of('(2)(c)'),
    title: 'Availability, authenticity, integrity and confidentiality of data',
    requirement:
      'The contract protects data, personal data included, in its availability, authenticity, integrity and confidentiality.',
    partly: 'It protects some of these, not all.',
    elements: [
      {
        says: 'confidentiality and integrity of data are protected',
        asks: 'duty',
        patterns: [
          'confidentiality & integrity & availability & protect*|ensur*|maintain*|secur*|safeguard*|measures',
          'confidentiality & integrity & protect*|ensur*|maintain*|secur*|safeguard*|measures',
          'protect*|safeguard*|secur* ~14 @data & @safeguards ! transfer*',
        ],
        hints: ['protect* & confidential*', '@safeguards & @data'],
      },
      {
        says: 'availability and authenticity are protected',
        asks: 'fact',
        patterns: ['availability & authenticity'],
        hints: ['availability & integrity'],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-2-d',
    source: of('(2)(d)'),
    title: 'Getting data back',
    requirement:
      'Data can be accessed, recovered and returned in an easily accessible format when the provider becomes insolvent, is resolved or stops its business, and when the contract ends.',
    partly: 'Data is returned at the end of the contract, but not in an accessible format or not after an insolvency.',
    elements: [
      {
        says: 'data is given back when the contract ends',
        asks: 'duty',
        patterns: [
          '@return|export*|retriev*|recover*|extract* & @data|content & @end ! confidential',
          '@give|@available ~16 @data|content & @end & format|export*|download*|copy|copies|extract*',
        ],
        hints: ['@erase|@return & @data|content & @end'],
      },
      {
        says: 'it comes in an accessible format',
        asks: 'fact',
        patterns: [
          'format|formats & commonly|accessible|machine|structured|standard|readable|industry|usable|open & @data|content',
        ],
        isCore: false,
      },
      {
        says: 'insolvency, resolution or the end of the provider’s business are covered',
        asks: 'fact',
        patterns: [
          'insolven*|bankrupt*|resolution|discontinu*|liquidation & @data|content & @return|access|recover*|export*|retriev*',
        ],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-2-e',
    source: of('(2)(e)'),
    title: 'Service levels',
    requirement: 'The contract describes service levels, and how they are updated and revised.',
    partly: 'Service levels are described, but not how they are revised.',
    elements: [
      {
        says: 'service levels are described',
        asks: 'fact',
        patterns: [
          'service level|levels ! means these ! posted at',
          'uptime|availability ~6 target|percent|least|calculat*|measured|guarantee*|commitment',
          'target uptime|availability|response',
          '99.9%|99.5%|99%|99.95%|99.99%',
        ],
      },
      {
        says: 'how they are revised is settled',
        asks: 'fact',
        patterns: ['service level|levels|sla|slas & revis*|updat*|review*|chang*|amend*'],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-2-f',
    source: of('(2)(f)'),
    title: 'Help in an incident, at no cost or a cost agreed beforehand',
    requirement:
      'When an ICT incident touches the service, the provider helps at no additional cost, or at a cost fixed beforehand.',
    partly: 'It helps in incidents, but what that costs isn’t fixed.',
    elements: [
      {
        says: 'the provider helps in an incident',
        asks: 'duty',
        patterns: [
          '@assist & incident|incidents|@breach',
          '@give ~8 assistance|support|information|help & incident|incidents|@breach',
          'respond|responds|contain|investigate|remediate|resolve|mitigate ~12 incident|incidents|@breach',
        ],
        hints: ['@notify & incident|incidents|@breach'],
      },
      {
        says: 'what that costs is fixed',
        asks: 'fact',
        patterns: [
          'no|without ~2 additional|extra|further cost|costs|charge|charges|fee|fees & incident|incidents|@breach',
          'own|sole cost|expense & incident|incidents|@breach',
          'cost|costs|rate|rates ~8 agreed|determined|fixed|advance|ante & incident|incidents',
          'reimburs* ~14 incident|@breach',
        ],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-2-g',
    source: of('(2)(g)'),
    title: 'Cooperation with authorities',
    requirement:
      'The provider cooperates fully with the competent and resolution authorities of the financial entity and with those they appoint.',
    partly: 'It cooperates with authorities in some matters only.',
    elements: [
      {
        says: 'the provider cooperates with the authorities',
        asks: 'duty',
        patterns: ['cooperat*|co operat* ~16 @authority', '@authority & cooperat*|full access'],
        hints: ['@assist|@give & @authority'],
      },
    ],
  },
  {
    id: 'dora-2-h',
    source: of('(2)(h)'),
    title: 'Termination and notice periods',
    requirement: 'The contract gives rights to end it, with minimum notice periods that meet what authorities expect.',
    partly: 'It can be ended, but no notice period is given.',
    elements: [
      {
        says: 'the customer may end the contract',
        asks: 'right',
        patterns: ['terminat* & may|right|rights|entitled & @customer|either|party|parties|each'],
        hints: ['terminat*'],
      },
      {
        says: 'a notice period is given',
        asks: 'fact',
        patterns: [
          'terminat* & @noticePeriod',
          'terminat* & day|days|month|months & notice',
          'nonrenewal|non renewal & notice & date|day|days|month|months',
        ],
        isCore: false,
      },
    ],
    against: ['@customer may|shall|will not ~4 terminat* ! unless ! except ! before ! until ! without'],
  },
  {
    id: 'dora-2-i',
    source: of('(2)(i)'),
    title: 'Taking part in awareness and resilience training',
    requirement:
      'It is settled on which conditions the provider takes part in the financial entity’s security awareness and resilience training.',
    partly: 'The provider trains its own people only.',
    elements: [
      {
        says: 'the provider takes part in the customer’s training',
        asks: 'duty',
        patterns: [
          'participat*|take|takes|attend* ~10 training|awareness|programme|programmes & security|resilience|awareness',
        ],
        hints: ['training & security|personnel|workforce|employee*|staff|resilience'],
      },
    ],
  },
]

export const dora30: Checklist = {
  id: 'dora-30',
  name: 'ICT services for financial entities (DORA art. 30)',
  about:
    'What a contract with an ICT provider must say: art. 30(2) for all services, and (3) for those that support critical or important functions.',
  items: [...always, ...critical],
}
