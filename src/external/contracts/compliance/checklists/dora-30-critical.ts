import type { ChecklistItem } from '../checklist.ts'

const of = (part: string): string => `Regulation (EU) 2022/2554 (DORA), art. 30${part}`

/** DORA art. 30(3): services that support critical or important functions. */
export const critical: readonly ChecklistItem[] = [
  {
    id: 'dora-3-a',
    source: of('(3)(a)'),
    title: 'Performance targets in figures',
    requirement:
      'For critical functions: full descriptions of service levels with precise targets, in figures and in words, so that it can be watched and corrected without delay.',
    partly: 'There are service levels, but no figures, or nothing follows when they are missed.',
    elements: [
      {
        says: 'targets are given in figures or as named targets',
        asks: 'fact',
        patterns: [
          '99%|99.0%|99.5%|99.8%|99.9%|99.95%|99.99%|percent|percentage ~10 availab*|uptime|month|service',
          'availab*|uptime ~14 99%|99.5%|99.9%|99.95%|99.99%|percent',
          'target uptime|availability|response|resolution|performance',
          'performance targets|indicators|metrics',
        ],
        hints: ['service level|levels'],
      },
      {
        says: 'something follows when targets are missed',
        asks: 'fact',
        patterns: [
          'service credit|credits',
          'corrective action|actions|measures|plan & service level|levels|target|targets',
          'below|miss*|fail* ~8 target|targets|service level & credit|credits|terminat*|remed*|correct*',
        ],
        isCore: false,
      },
    ],
  },
  {
    id: 'dora-3-b',
    source: of('(3)(b)'),
    title: 'Notice of what may harm the service',
    requirement:
      'The provider reports, within notice periods, any development that may materially affect its ability to provide critical services at the agreed levels.',
    partly: 'It reports incidents, but not other developments.',
    elements: [
      {
        says: 'developments that may harm the service are reported',
        asks: 'duty',
        patterns: [
          '@notify & development|developments|circumstance*|event|events|change|changes ~14 impact|affect|affects|adverse*|materially|ability',
          '@notify & material* ~4 impact|affect|adverse*|change & service|services|ability',
        ],
        hints: ['@notify & incident|incidents|@breach|failure'],
      },
    ],
  },
  {
    id: 'dora-3-c',
    source: of('(3)(c)'),
    title: 'Contingency plans and ICT security',
    requirement:
      'The provider keeps and tests plans for business contingencies, and has security measures, tools and policies that fit the financial entity.',
    partly: 'It has security measures, but no tested contingency plan, or the other way round.',
    elements: [
      {
        says: 'contingency plans are kept',
        asks: 'duty',
        patterns: [
          'business continuity|contingency|disaster recovery|bcp|continuity & plan|plans|test*|maintain*|implement*|program*',
        ],
        hints: ['backup|backups', 'force majeure'],
      },
      {
        says: 'they are tested',
        asks: 'fact',
        patterns: ['test*|exercis*|rehears* & continuity|contingency|disaster|recovery'],
        isCore: false,
      },
      {
        says: 'security measures and policies are in place',
        asks: 'duty',
        patterns: [
          'implement*|maintain*|establish*|have|has ~14 @safeguards ! transfer*',
          'information|ict security policy|policies|measures|program|programme & maintain*|implement*|comply|complies',
        ],
        hints: ['security policy|policies|program'],
      },
    ],
  },
  {
    id: 'dora-3-d',
    source: of('(3)(d)'),
    title: 'Threat-led penetration tests',
    requirement:
      'The provider takes part and fully cooperates in threat-led penetration tests of the financial entity.',
    partly: 'It allows tests of some kind, but not these.',
    elements: [
      {
        says: 'the provider takes part in threat-led penetration tests',
        asks: 'duty',
        patterns: [
          'participat*|cooperat*|take|takes|support*|assist* ~14 penetration|tlpt|red team|threat led|threatled',
          'tlpt|threatled|threat led ~3 penetration|testing & participat*|cooperat*|allow*|permit*|support*|assist*',
        ],
        hints: ['penetration test|tests|testing'],
      },
    ],
    against: ['penetration|vulnerability ~3 test|tests|testing & @customer ~6 not ! unless ! without ! except ! prior'],
  },
  {
    id: 'dora-3-e',
    source: of('(3)(e)'),
    title: 'Watching, access, inspection and audit',
    requirement:
      'The financial entity, those it appoints and the authorities may watch the provider’s performance at all times: unrestricted access, inspection and audit, with the provider’s full cooperation on site.',
    partly: 'Audits are allowed, but not by the authorities, or not without restriction.',
    elements: [
      {
        says: 'the customer may inspect and audit',
        asks: 'right',
        patterns: [
          'allow*|permit*|contribut*|submit*|enabl*|cooperat*|accommodat* ~12 @audit ! not ~3 allow*|permit*',
          'right|rights|entitled|may ~10 @audit ! may not ! no right',
          'books|records ~20 available & @customer|company',
        ],
        hints: ['@audit'],
      },
      {
        says: 'the authorities may do so, too',
        asks: 'fact',
        patterns: ['@authority & @audit|access'],
        isCore: false,
      },
      {
        says: 'performance is monitored on an ongoing basis',
        asks: 'fact',
        patterns: ['monitor* & ongoing|continuous*|performance|regular* & right|may|entitled|@customer'],
        isCore: false,
      },
    ],
    against: ['no ~4 right ~4 @audit & @customer'],
  },
  {
    id: 'dora-3-f',
    source: of('(3)(f)'),
    title: 'Exit with a transition period',
    requirement:
      'An exit strategy fixes a mandatory, adequate transition period in which the provider goes on providing and helps to move to another provider or in-house.',
    partly: 'It helps with leaving, but no period is fixed.',
    elements: [
      {
        says: 'the provider helps with the transition',
        asks: 'duty',
        patterns: [
          'transition|migration|exit ~6 period|plan|plans|services|assistance|strategy|support',
          '@assist|continue|continues|continu* ~20 transition|migration|migrat*|successor|replacement provider|handover|transfer ~4 services',
        ],
        hints: ['transition|exit|migration'],
      },
      {
        says: 'the period is fixed',
        asks: 'fact',
        patterns: ['transition|migration|exit & day|days|month|months|year|period'],
        isCore: false,
      },
    ],
  },
]
