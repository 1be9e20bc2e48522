import type { ChecklistItem } from '../checklist.ts'

const of = (part: string): string => `Regulation (EU) 2016/679 (GDPR), art. 28${part}`

/** GDPR art. 28(2) and (4): other processors. */
export const subprocessing: readonly ChecklistItem[] = [
  {
    id: 'gdpr-28-2',
    source: of('(2)'),
    title: 'Other processors only with authorisation',
    requirement:
      'The processor takes on another processor only with the controller’s prior written authorisation, for each one or in general; with a general one it tells of every intended change early enough to object.',
    partly: 'It asks for authorisation, but doesn’t tell of changes in time to object.',
    elements: [
      {
        says: 'other processors need the controller’s authorisation',
        asks: 'fact',
        patterns: [
          'not|no|never|neither|nor|without|only|unless & @subprocessor & @consent ! no consent*|approv*|authoris*|authoriz* ! without ~3 need|requirement',
          'prior written|specific|general consent*|authoris*|authoriz*|approv*|permission & @subprocessor',
          'general|specific|prior|written authoris*|authoriz*|consent*|approv*|permission ~8 to ~4 engage*|appoint*|use|retain* & @subprocessor',
          'authoris*|authoriz*|consents|approves|agrees ~12 @subprocessor & @customer ! not ~3 authoris*|authoriz*|consent*|approv*',
          'only ~3 engag*|use|uses|used|using|appoint* ~8 @subprocessor & @consent',
        ],
      },
      {
        says: 'changes of other processors are told beforehand, so that the controller can object',
        asks: 'fact',
        patterns: [
          '@notify & @subprocessor & object|objects|objection|objections|reject*|refus*|oppos*',
          'clause: object|objects|objection|objections|reject*|refus*|oppos* & @subprocessor & chang*|addition|additions|add|adds|replac*|new|intended|updat*',
          'prior specific|written authoris*|authoriz*|consent*|approv* & @subprocessor ! general',
          'clause: @notify ~14 new|additional|change*|changes|replacement*|intended|update* ~8 @subprocessor & object|objects|objection|objections|reject*|refus*',
        ],
        hints: ['@notify ~14 new|change*|updat* ~8 @subprocessor'],
        isCore: false,
      },
    ],
    against: [
      '@subprocessor & without ~6 consent*|approv*|authoris*|authoriz*|notice|permission|notif* ! not ! no ! never ! nor ! neither ! shall refrain',
      '@provider may ~8 @subprocessor & without ~5 notice|notif*|consent*|approv*|inform* & @provider ! not',
    ],
  },
  {
    id: 'gdpr-28-4',
    source: of('(4)'),
    title: 'The same duties for other processors, and liability for them',
    requirement:
      'Another processor is bound by contract to the same data protection duties, and the processor stays fully liable to the controller for what that one fails to do.',
    partly: 'It passes the duties on or keeps the liability, but not both.',
    elements: [
      {
        says: 'other processors are bound to the same duties by contract',
        asks: 'duty',
        patterns: [
          'impos*|flow*|pass* ~14 @same|down & @subprocessor',
          '@same ~6 obligations|duties|terms|protections|requirements|protection|restrictions & @subprocessor ! not ~4 @same',
          'imposed|passed|applied|extended & obligations|duties|terms|requirements & @subprocessor',
          'no|not less protective|stringent|onerous|restrictive & @subprocessor',
          'at least as ~2 protective|stringent|restrictive & @subprocessor',
        ],
        hints: ['@written ~3 agreement*|contract|contracts & @subprocessor'],
      },
      {
        says: 'the processor stays liable for other processors',
        asks: 'fact',
        patterns: [
          'liable|responsible|liability|responsibility|accountable & @subprocessor ! not ~5 liable|responsible|accountable ! no ~3 liability|responsibility ! disclaim*',
        ],
      },
    ],
    against: [
      'not ~5 liable|responsible|accountable & @subprocessor & @provider ! unless ! except ! to the extent',
      'no ~3 liability|responsibility & @subprocessor & @provider',
    ],
  },
]
