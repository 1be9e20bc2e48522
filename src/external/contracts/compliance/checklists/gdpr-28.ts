import type { Checklist, ChecklistItem } from '../checklist.ts'

const of = (part: string): string => `Regulation (EU) 2016/679 (GDPR), art. 28${part}`
const sub = '@subprocessor'

const subprocessing: readonly ChecklistItem[] = [
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
          { all: ['not|no|never|neither|nor|without|only|unless', sub, '@consent'], none: ['no consent*|approv*|authoris*|authoriz*', 'without ~3 need|requirement'] },
          { all: ['prior written|specific|general consent*|authoris*|authoriz*|approv*|permission', sub] },
          { all: ['general|specific|prior|written authoris*|authoriz*|consent*|approv*|permission ~8 to ~4 engage*|appoint*|use|retain*', '@subprocessor'] },
          { all: ['authoris*|authoriz*|consents|approves|agrees ~12 @subprocessor', '@customer'], none: ['not ~3 authoris*|authoriz*|consent*|approv*'] },
          { all: ['only ~3 engag*|use|uses|used|using|appoint* ~8 @subprocessor', '@consent'] },
        ],
      },
      {
        says: 'changes of other processors are told beforehand, so that the controller can object',
        asks: 'fact',
        patterns: [
          { all: ['@notify', sub, 'object|objects|objection|objections|reject*|refus*|oppos*'] },
          { all: ['object|objects|objection|objections|reject*|refus*|oppos*', sub, 'chang*|addition|additions|add|adds|replac*|new|intended|updat*'], isWide: true },
          { all: ['prior specific|written authoris*|authoriz*|consent*|approv*', sub], none: ['general'] },
          { all: ['@notify ~14 new|additional|change*|changes|replacement*|intended|update* ~8 @subprocessor', 'object|objects|objection|objections|reject*|refus*'], isWide: true },
        ],
        hints: [{ all: ['@notify ~14 new|change*|updat* ~8 @subprocessor'] }],
        isCore: false,
      },
    ],
    against: [
      { all: ['@subprocessor', 'without ~6 consent*|approv*|authoris*|authoriz*|notice|permission|notif*'], none: ['not', 'no', 'never', 'nor', 'neither', 'shall refrain'] },
      { all: ['@provider may ~8 @subprocessor', 'without ~5 notice|notif*|consent*|approv*|inform*', '@provider'], none: ['not'] },
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
          { all: ['impos*|flow*|pass* ~14 @same|down', sub] },
          { all: ['@same ~6 obligations|duties|terms|protections|requirements|protection|restrictions', sub], none: ['not ~4 @same'] },
          { all: ['imposed|passed|applied|extended', 'obligations|duties|terms|requirements', sub] },
          { all: ['no|not less protective|stringent|onerous|restrictive', sub] },
          { all: ['at least as ~2 protective|stringent|restrictive', sub] },
        ],
        hints: [{ all: ['@written ~3 agreement*|contract|contracts', sub] }],
      },
      {
        says: 'the processor stays liable for other processors',
        asks: 'fact',
        patterns: [
          { all: ['liable|responsible|liability|responsibility|accountable', sub], none: ['not ~5 liable|responsible|accountable', 'no ~3 liability|responsibility', 'disclaim*'] },
        ],
      },
    ],
    against: [
      { all: ['not ~5 liable|responsible|accountable', '@subprocessor', '@provider'], none: ['unless', 'except', 'to the extent'] },
      { all: ['no ~3 liability|responsibility', '@subprocessor', '@provider'] },
    ],
  },
]

export const gdpr28: Checklist = {
  id: 'gdpr-28',
  name: 'Processing of personal data on behalf (GDPR art. 28)',
  about: 'What a contract with a processor must say: art. 28(2), (3) and (4) of the General Data Protection Regulation.',
  items: [
    {
      id: 'gdpr-28-3',
      source: of('(3), first sentence'),
      title: 'What is processed, for how long and what for',
      requirement:
        'The contract sets out subject matter, duration, nature and purpose of the processing, the kind of personal data and the categories of data subjects.',
      partly: 'Some of these are set out, others not.',
      elements: [
        {
          says: 'subject matter, nature and purpose of the processing are set out',
          asks: 'fact',
          patterns: [
            { all: ['subject matter', 'purpose*', '@process'] },
            { all: ['nature ~3 purpose*', '@process'] },
            { all: ['purpose*|scope ~3 @process', 'describ*|set|defin*|specif*|follow*|annex|schedule'] },
          ],
        },
        {
          says: 'the duration is set out',
          asks: 'fact',
          patterns: [
            { all: ['duration', '@process'] },
            { all: ['@process ~12 term|duration|period', '@data', 'for'] },
          ],
          isCore: false,
        },
        {
          says: 'the kinds of data and the categories of data subjects are set out',
          asks: 'fact',
          patterns: [
            { all: ['categor*|type|types|kind|kinds ~4 @personal', 'categor* ~3 @subject'] },
            { all: ['categor*|type|types|kind|kinds ~4 @personal'], isWide: true },
            { all: ['categor* ~3 @subject'] },
          ],
          isCore: false,
        },
      ],
    },
    {
      id: 'gdpr-28-3-a',
      source: of('(3)(a)'),
      title: 'Only on documented instructions',
      requirement:
        'The processor handles the data only on the controller’s documented instructions, transfers to third countries included, unless a law demands otherwise; of that it tells the controller first.',
      partly: 'It binds the processor to instructions, but says nothing of transfers or of what a law may demand.',
      elements: [
        {
          says: 'the data is processed on the customer’s instructions only',
          asks: 'ban',
          patterns: [
            { all: ['only|solely|exclusively|strictly', '@process', '@instructions'] },
            { all: ['not ~3 @process', '@instructions', '@except'] },
            { all: ['@process ~14 accordance|compliance|conformity|line|under ~8 @instructions'] },
            { all: ['on|upon ~6 @instructions', '@process', '@data'] },
            { all: ['abide|comply|complies|follow|follows|adhere|act|acts ~8 @instructions'], none: ['unable', 'request*', '@erase', '@return', 'reasonably practicable'] },
          ],
          hints: [{ all: ['@instructions', '@process'] }],
        },
        {
          says: 'the instructions are documented',
          asks: 'fact',
          patterns: [
            { all: ['documented|written ~4 @instructions'] },
            { all: ['@instructions ~12 documented|writing|written|recorded'] },
            { all: ['documented|writing|written|recorded', '@instructions'] },
          ],
          isCore: false,
        },
        {
          says: 'what a law demands is excepted, or told to the customer',
          asks: 'fact',
          patterns: [
            { all: ['@instructions', 'unless|except|otherwise ~12 @law'], none: ['@erase', '@return', 'storage'] },
            { all: ['@process', 'unless|except ~10 @law', '@data'], none: ['@erase', '@return', 'retention', 'storage'] },
            { all: ['@notify ~14 legal|law|laws requirement*', '@process'] },
          ],
          isCore: false,
        },
      ],
      against: [
        { all: ['@process ~10 own purpose*', '@personal'], none: ['not', 'no', 'never', 'nor', 'neither', 'prohibited'] },
        { all: ['@provider ~4 determine|determines ~6 purpose*', '@process'], none: ['not', 'never', 'if', 'where'] },
      ],
    },
    {
      id: 'gdpr-28-3-b',
      source: of('(3)(b)'),
      title: 'People are bound to confidentiality',
      requirement: 'Everyone whom the processor lets handle the data is bound to confidentiality, by promise or by law.',
      partly: 'It binds the processor to confidentiality, but not its people.',
      elements: [
        {
          says: 'the people who handle the data are bound to confidentiality',
          asks: 'duty',
          patterns: [
            { all: ['@staff', '@confidential', 'bound|commit*|subject|sign*|undertak*|oblig*|under|agree*|duty|execut*|appropriate'], none: ['not ~3 bound|subject', 'recipient', 'discloser'] },
            { all: ['@ensure ~14 @staff ~14 @confidential'] },
            { all: ['@confidential ~6 obligation*|agreement*|undertaking*|duties ~12 @staff'], none: ['recipient', 'discloser'] },
          ],
          hints: [
            { all: ['@staff', '@confidential', 'bound|oblig*|duty'] },
            { all: ['@staff', 'comply ~6 dpa|agreement|addendum|contract'] },
            { all: ['keep|keeps|maintain|maintains|treat|treats|preserve ~10 @confidential', '@data'] },
          ],
        },
      ],
      against: [{ all: ['@staff ~6 not ~3 bound|subject ~6 @confidential'] }],
    },
    {
      id: 'gdpr-28-3-c',
      source: of('(3)(c)'),
      title: 'Security of processing',
      requirement: 'The processor takes all measures that art. 32 asks for: technical and organisational ones that fit the risk.',
      partly: 'It speaks of security, but binds the processor only in part.',
      elements: [
        {
          says: 'fitting technical and organisational measures are taken',
          asks: 'duty',
          patterns: [
            { all: ['implement*|maintain*|take|takes|adopt*|apply|applies|establish*|have ~14 @safeguards'], none: ['transfer ~6 territory', 'phi'] },
            { all: ['measures ~6 required|pursuant|under ~3 article|art 32'] },
            { all: ['article|art 32', 'comply|complies|measures|secur*'] },
            { all: ['@safeguards ~12 implemented|maintained|taken|applied', '@data'] },
          ],
          hints: [
            { all: ['security policy|program|programme|measures|standards'] },
          ],
        },
      ],
      against: [{ all: ['no ~3 security measures', '@provider'] }],
    },
    {
      id: 'gdpr-28-3-d',
      source: of('(3)(d)'),
      title: 'The conditions for other processors are kept',
      requirement: 'The contract binds the processor to the conditions of paragraphs 2 and 4 when it takes on another processor.',
      partly: 'It keeps one of the two conditions: authorisation, or the same duties by contract.',
      elements: [
        {
          says: 'another processor is taken on only with authorisation',
          asks: 'fact',
          patterns: [
            { all: ['not|no|never|neither|nor|without|only|unless', sub, '@consent'], none: ['without ~3 need|requirement'] },
            { all: ['prior written|specific|general consent*|authoris*|authoriz*|approv*|permission', sub] },
            { all: ['authoris*|authoriz*|consents|approves|agrees ~12 @subprocessor', '@customer'], none: ['not ~3 authoris*|authoriz*|consent*|approv*'] },
            { all: ['conditions|requirements ~6 paragraphs|paragraph|article|art ~3 2|28', '@process'] },
          ],
        },
        {
          says: 'another processor is bound by a contract',
          asks: 'duty',
          patterns: [
            { all: ['@written ~4 agreement*|contract|contracts|terms', sub] },
            { all: ['impos*|bind*|bound|enter|enters|entered ~14 agreement*|contract|contracts|obligations|terms|duties', sub] },
            { all: ['imposed|passed|applied|extended', 'obligations|duties|terms|requirements', sub] },
            { all: ['@same ~6 obligations|duties|terms|protections', sub] },
            { all: ['conditions|requirements ~6 paragraphs|paragraph|article|art ~3 2|28', '@process'] },
          ],
        },
      ],
      against: subprocessing[0]?.against ?? [],
    },
    {
      id: 'gdpr-28-3-e',
      source: of('(3)(e)'),
      title: 'Help with the rights of data subjects',
      requirement: 'The processor helps the controller to answer requests of people who exercise their rights.',
      partly: 'It passes requests on, but doesn’t help to answer them.',
      elements: [
        {
          says: 'the processor helps with requests of data subjects',
          asks: 'duty',
          patterns: [
            { all: ['@assist', '@subject', 'right|rights|request*|respond*'] },
            { all: ['@assist', 'right|rights|request* ~8 access|rectif*|correct*|eras*|delet*|portab*|objection', '@personal'] },
            { all: ['@assist', 'chapter iii'] },
          ],
          hints: [
            { all: ['@subject ~8 request*|right|rights'] },
            { all: ['@notify', 'request*', '@subject'] },
          ],
        },
      ],
    },
    {
      id: 'gdpr-28-3-f',
      source: of('(3)(f)'),
      title: 'Help with security, breaches and impact assessments',
      requirement:
        'The processor helps the controller with articles 32 to 36: security, notifying breaches, impact assessments and consulting the authority beforehand.',
      partly: 'It helps with some of these, not with all.',
      elements: [
        {
          says: 'breaches of personal data are notified to the customer',
          asks: 'duty',
          patterns: [
            { all: ['@notify', '@breach'], none: ['unsuccessful'] },
            { all: ['@assist', 'articles|article|art 32|33|34|36'] },
            { all: ['@notify', 'unauthoris*|authoriz*|accidental|unlawful ~8 access|loss|disclosure|destruction', '@data'] },
          ],
          hints: [{ all: ['@breach'] }],
        },
        {
          says: 'the processor helps with impact assessments and consulting the authority',
          asks: 'duty',
          patterns: [
            { all: ['@assist', '@impact'] },
            { all: ['@impact', '@give|@assist'] },
            { all: ['@assist', 'articles|article|art ~4 32|35|36 ~3 36'] },
            { all: ['@assist', 'articles|article|art 35|36'] },
          ],
          hints: [{ all: ['@impact'] }],
        },
      ],
    },
    {
      id: 'gdpr-28-3-g',
      source: of('(3)(g)'),
      title: 'Deletion or return at the end',
      requirement:
        'After the end of the services the processor deletes or returns all personal data, as the controller chooses, and deletes copies unless a law demands that they be kept.',
      partly: 'The data is deleted or returned, but not as the controller chooses.',
      elements: [
        {
          says: 'the data is deleted or returned after the end',
          asks: 'duty',
          patterns: [
            { all: ['@erase', '@personal', '@end'], none: ['enable'] },
            { all: ['@return', '@personal', '@end'] },
            { all: ['@erase|@return', '@end', 'data', '@provider'], none: ['confidential', 'enable'] },
            { all: ['@erase', '@end', '@data|content'], none: ['confidential', 'enable'] },
          ],
          hints: [{ all: ['@erase', '@data'] }],
        },
        {
          says: 'the customer chooses between the two',
          asks: 'fact',
          patterns: [
            { all: ['@erase', '@return', 'choice|choose*|option|election|elect|elects|election|instruct*|request*|direct|directs|directed|direction|discretion', '@data'], none: ['@provider choice|option|discretion'] },
            { all: ['choice|choose*|option|election|elect|elects|election|instruct*|direct|directs|directed|direction', '@erase', '@return'], none: ['@provider choice|option|discretion'] },
          ],
          isCore: false,
        },
      ],
      against: [
        { all: ['retain*|keep|keeps ~8 @personal', 'indefinitely|perpetual*|unlimited', '@provider'], none: ['not', 'never'] },
        { all: ['not ~4 oblig*|required ~4 @erase', '@personal'], none: ['where', 'if', 'to the extent', 'unless', 'law', 'laws'] },
      ],
    },
    {
      id: 'gdpr-28-3-h',
      source: of('(3)(h)'),
      title: 'Proof and audits',
      requirement:
        'The processor gives the controller all information that proves that these duties are met, allows audits and inspections and contributes to them, and says at once when an instruction seems unlawful.',
      partly: 'It gives information or allows audits, but not all of it.',
      elements: [
        {
          says: 'information that proves compliance is made available',
          asks: 'duty',
          patterns: [
            { all: ['@give|@available', 'information|evidence|documentation|records', 'demonstrat*|prove|proves|show*|verif*|evidenc*|confirm', 'complian*|comply|obligations'] },
            { all: ['demonstrat*|prove|proves|evidenc* ~6 complian*', 'information|evidence|documentation|records'] },
          ],
          hints: [{ all: ['summary|report|reports|certificat*', 'complian*'] }],
        },
        {
          says: 'audits and inspections are allowed',
          asks: 'right',
          patterns: [
            { all: ['allow*|permit*|contribut*|submit*|enabl*|cooperat*|accommodat* ~12 @audit'], none: ['not ~3 allow*|permit*'] },
            { all: ['right|rights|entitled|may ~10 @audit'], none: ['may not', 'no right'] },
            { all: ['@audit ~8 right|rights', '@customer'], none: ['no ~2 right'] },
          ],
          hints: [{ all: ['@audit'] }],
        },
        {
          says: 'the processor tells when an instruction infringes the law',
          asks: 'duty',
          patterns: [
            { all: ['@notify', '@instructions', 'infring*|violat*|unlawful|breach*|contraven*|conflict*'] },
          ],
          hints: [{ all: ['@notify', 'unable ~6 @instructions'] }],
          isCore: false,
        },
      ],
      against: [
        { all: ['no ~4 right ~4 @audit', '@customer'] },
        { all: ['@customer may|shall|will not ~4 @audit'], none: ['more than', 'unless', 'except', 'until', 'without'] },
      ],
    },
    ...subprocessing,
  ],
}
