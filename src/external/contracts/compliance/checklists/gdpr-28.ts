import type { Checklist } from '../checklist.ts'
import { subprocessing } from './gdpr-28-subprocessors.ts'

const of = (part: string): string => `Regulation (EU) 2016/679 (GDPR), art. 28${part}`

export const gdpr28: Checklist = {
  id: 'gdpr-28',
  name: 'Processing of personal data on behalf (GDPR art. 28)',
  about: 'What a contract with a processor must say: General Data Protection Regulation, art. 28(2), (3) and (4).',
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
            'subject matter & purpose* & @process',
            'nature ~3 purpose* & @process',
            'purpose*|scope ~3 @process & describ*|set|defin*|specif*|follow*|annex|schedule',
          ],
        },
        {
          says: 'the duration is set out',
          asks: 'fact',
          patterns: ['duration & @process', '@process ~12 term|duration|period & @data & for', '@process ~2 lasts'],
          isCore: false,
        },
        {
          says: 'the kinds of data and the categories of data subjects are set out',
          asks: 'fact',
          patterns: [
            'categor*|type|types|kind|kinds ~4 @personal & categor* ~3 @subject',
            'clause: categor*|type|types|kind|kinds ~4 @personal',
            'categor* ~3 @subject',
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
            'only|solely|exclusively|strictly & @process & @instructions',
            'not ~3 @process & @instructions & @except',
            '@process ~14 accordance|compliance|conformity|line|under ~8 @instructions',
            'on|upon ~6 @instructions & @process & @data',
            'abide|comply|complies|follow|follows|adhere|act|acts ~8 @instructions ! unable ! request* ! @erase ! @return ! reasonably practicable',
          ],
          hints: ['@instructions & @process'],
        },
        {
          says: 'the instructions are documented',
          asks: 'fact',
          patterns: [
            'documented|written ~4 @instructions',
            '@instructions ~12 documented|writing|written|recorded',
            'documented|writing|written|recorded & @instructions',
          ],
          isCore: false,
        },
        {
          says: 'what a law demands is excepted, or told to the customer',
          asks: 'fact',
          patterns: [
            '@instructions & unless|except|otherwise ~12 @law ! @erase ! @return ! storage',
            '@process & unless|except ~10 @law & @data ! @erase ! @return ! retention ! storage',
            '@notify ~14 legal|law|laws requirement* & @process',
          ],
          isCore: false,
        },
      ],
      against: [
        '@process ~10 own purpose* & @personal ! not ! no ! never ! nor ! neither ! prohibited',
        '@provider ~4 determine|determines ~6 purpose* & @process ! not ! never ! if ! where',
        'may ~4 @process|use ~6 @personal ~8 own|improv*|develop*|marketing|advertis*|train* & @provider ! not ! never ! anonym* ! aggregat* ! deidentif*',
      ],
    },
    {
      id: 'gdpr-28-3-b',
      source: of('(3)(b)'),
      title: 'People are bound to confidentiality',
      requirement:
        'Everyone whom the processor lets handle the data is bound to confidentiality, by promise or by law.',
      partly: 'It binds the processor to confidentiality, but not its people.',
      elements: [
        {
          says: 'the people who handle the data are bound to confidentiality',
          asks: 'duty',
          patterns: [
            '@staff & @confidential & bound|commit*|subject|sign*|undertak*|oblig*|under|agree*|duty|execut*|appropriate ! not ~3 bound|subject ! recipient ! discloser',
            '@ensure ~14 @staff ~14 @confidential',
            '@confidential ~6 obligation*|agreement*|undertaking*|duties ~12 @staff ! recipient ! discloser',
          ],
          hints: [
            '@staff & @confidential & bound|oblig*|duty',
            '@staff & comply ~6 dpa|agreement|addendum|contract',
            'keep|keeps|maintain|maintains|treat|treats|preserve ~10 @confidential & @data',
          ],
        },
      ],
      against: ['@staff ~6 not ~3 bound|subject ~6 @confidential'],
    },
    {
      id: 'gdpr-28-3-c',
      source: of('(3)(c)'),
      title: 'Security of processing',
      requirement:
        'The processor takes all measures that art. 32 asks for: technical and organisational ones that fit the risk.',
      partly: 'It speaks of security, but binds the processor only in part.',
      elements: [
        {
          says: 'fitting technical and organisational measures are taken',
          asks: 'duty',
          patterns: [
            'implement*|maintain*|take|takes|adopt*|apply|applies|establish*|have ~14 @safeguards ! transfer ~6 territory ! phi',
            'measures ~6 required|pursuant|under ~3 article|art 32',
            'article|art 32 & comply|complies|measures|secur*',
            '@safeguards ~12 implemented|maintained|taken|applied & @data',
          ],
          hints: ['security policy|program|programme|measures|standards'],
        },
      ],
      against: ['no ~3 security measures & @provider'],
    },
    {
      id: 'gdpr-28-3-d',
      source: of('(3)(d)'),
      title: 'The conditions for other processors are kept',
      requirement:
        'The contract binds the processor to the conditions of paragraphs 2 and 4 when it takes on another processor.',
      partly: 'It keeps one of the two conditions: authorisation, or the same duties by contract.',
      elements: [
        {
          says: 'another processor is taken on only with authorisation',
          asks: 'fact',
          patterns: [
            'not|no|never|neither|nor|without|only|unless & @subprocessor & @consent ! without ~3 need|requirement',
            'prior written|specific|general consent*|authoris*|authoriz*|approv*|permission & @subprocessor',
            'authoris*|authoriz*|consents|approves|agrees ~12 @subprocessor & @customer ! not ~3 authoris*|authoriz*|consent*|approv*',
            'conditions|requirements ~6 paragraphs|paragraph|article|art ~3 2|28 & @process',
          ],
        },
        {
          says: 'another processor is bound by a contract',
          asks: 'duty',
          patterns: [
            '@written ~4 agreement*|contract|contracts|terms & @subprocessor',
            'impos*|bind*|bound|enter|enters|entered ~14 agreement*|contract|contracts|obligations|terms|duties & @subprocessor',
            'imposed|passed|applied|extended & obligations|duties|terms|requirements & @subprocessor',
            '@same ~6 obligations|duties|terms|protections & @subprocessor',
            'conditions|requirements ~6 paragraphs|paragraph|article|art ~3 2|28 & @process',
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
            '@assist & @subject & right|rights|request*|respond*',
            '@assist & right|rights|request* ~8 access|rectif*|correct*|eras*|delet*|portab*|objection & @personal',
            '@assist & chapter iii',
          ],
          hints: ['@subject ~8 request*|right|rights', '@notify & request* & @subject'],
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
            '@notify & @breach ! unsuccessful',
            '@assist & articles|article|art 32|33|34|36',
            '@notify & unauthoris*|authoriz*|accidental|unlawful ~8 access|loss|disclosure|destruction & @data',
          ],
          hints: ['@breach'],
        },
        {
          says: 'the processor helps with impact assessments and consulting the authority',
          asks: 'duty',
          patterns: [
            '@assist & @impact',
            '@impact & @give|@assist',
            '@assist & articles|article|art ~4 32|35|36 ~3 36',
            '@assist & articles|article|art 35|36',
          ],
          hints: ['@impact'],
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
            '@erase & @personal & @end ! enable',
            '@return & @personal & @end',
            '@erase|@return & @end & data & @provider ! confidential ! enable',
            '@erase & @end & @data|content ! confidential ! enable',
          ],
          hints: ['@erase & @data'],
        },
        {
          says: 'the customer chooses between the two',
          asks: 'fact',
          patterns: [
            '@erase & @return & choice|choose*|option|election|elect|elects|election|instruct*|request*|direct|directs|directed|direction|discretion & @data ! @provider choice|option|discretion',
            'choice|choose*|option|election|elect|elects|election|instruct*|direct|directs|directed|direction & @erase & @return ! @provider choice|option|discretion',
          ],
          isCore: false,
        },
      ],
      against: [
        'retain*|keep|keeps ~8 @personal & indefinitely|perpetual*|unlimited & @provider ! not ! never',
        'may ~2 keep|retain*|store ~4 @data & @end & @provider ! @law ! legal* ! backup* ! until ! days ! required',
        'not ~4 oblig*|required ~4 @erase & @personal ! where ! if ! to the extent ! unless ! law ! laws',
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
            '@give|@available & information|evidence|documentation|records & demonstrat*|prove|proves|show*|verif*|evidenc*|confirm & complian*|comply|obligations',
            'demonstrat*|prove|proves|evidenc* ~6 complian* & information|evidence|documentation|records',
          ],
          hints: ['summary|report|reports|certificat* & complian*'],
        },
        {
          says: 'audits and inspections are allowed',
          asks: 'right',
          patterns: [
            'allow*|permit*|contribut*|submit*|enabl*|cooperat*|accommodat* ~12 @audit ! not ~3 allow*|permit*',
            'right|rights|entitled|may ~10 @audit ! may not ! no right',
            '@audit ~8 right|rights & @customer ! no ~2 right',
          ],
          hints: ['@audit'],
        },
        {
          says: 'the processor tells when an instruction infringes the law',
          asks: 'duty',
          patterns: ['@notify & @instructions & infring*|violat*|unlawful|breach*|contraven*|conflict*'],
          hints: ['@notify & unable ~6 @instructions'],
          isCore: false,
        },
      ],
      against: [
        'no ~4 right ~4 @audit & @customer',
        '@audit ~3 not permitted|allowed|granted ! more than ! unless ! except ! until ! without ! during ! where',
        '@customer may|shall|will not ~4 @audit ! more than ! unless ! except ! until ! without',
      ],
    },
    ...subprocessing,
  ],
}
