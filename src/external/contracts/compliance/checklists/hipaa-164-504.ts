import type { Checklist } from '../checklist.ts'

const of = (part: string): string => `45 CFR 164.504(e)(2)${part}`

export const hipaa164504: Checklist = {
  id: 'hipaa-164-504',
  name: 'Business associate contract (HIPAA)',
  about: 'What a contract with a business associate must say under the privacy rule: 45 CFR 164.504(e)(2).',
  items: [
    {
      id: 'hipaa-i',
      source: of('(i)'),
      title: 'Which uses and disclosures are permitted',
      requirement:
        'The contract establishes which uses and disclosures of protected health information are permitted and required, and none that the covered entity itself may not make, save for management, administration and data aggregation.',
      partly: 'It names uses without limiting them.',
      elements: [
        {
          says: 'the permitted uses and disclosures are named',
          asks: 'leave',
          patterns: [
            'only|solely ~4 use|uses|used|using|disclos* ~8 @phi',
            'use|uses|used|using|disclos* ~8 @phi ~14 only|solely|necessary',
            'may|permitted ~1 use|disclose ~6 @phi & perform*|provide|provides|service*|function*|activit*|purpose* ! not',
            'permitted uses & @phi',
          ],
          hints: ['use|uses|used|using|disclos* & @phi & permit*|allow*'],
        },
      ],
    },
    {
      id: 'hipaa-ii-a',
      source: of('(ii)(A)'),
      title: 'No other use or disclosure',
      requirement:
        'The business associate doesn’t use or further disclose the information but as the contract permits or the law requires.',
      partly: 'It limits use or disclosure, but not both.',
      elements: [
        {
          says: 'no other use or disclosure is made than permitted or required by law',
          asks: 'ban',
          patterns: [
            'not ~4 use|disclose ~14 @phi & other than|except|unless|permitted|required|described',
            'not ~3 use|disclose ~14 @phi ~12 permitted|required|described|authoris*|authoriz*',
            'only ~4 use|disclose ~10 @phi ~16 permitted|required|necessary',
          ],
          hints: ['use|uses|used|using|disclos* & @phi & not'],
        },
      ],
      against: ['@provider may ~3 use|disclose ~6 @phi ~6 any purpose'],
    },
    {
      id: 'hipaa-ii-b',
      source: of('(ii)(B)'),
      title: 'Safeguards, and the security rule',
      requirement:
        'The business associate uses fitting safeguards and, for electronic information, keeps subpart C of part 164 (the security rule).',
      partly: 'It promises safeguards, but doesn’t name the security rule.',
      elements: [
        {
          says: 'fitting safeguards are used',
          asks: 'duty',
          patterns: [
            'implement*|use|uses|used|using|maintain*|establish*|employ*|adopt*|develop* ~10 safeguard*',
            '@safeguards & @phi',
          ],
        },
        {
          says: 'the security rule is kept',
          asks: 'duty',
          patterns: [
            'comply|complies|compliance|accordance ~14 security rule|standards|regulations',
            'subpart c',
            '164.308|164.310|164.312|164.314|164.316',
          ],
          hints: ['security rule'],
          isCore: false,
        },
      ],
    },
    {
      id: 'hipaa-ii-c',
      source: of('(ii)(C)'),
      title: 'Reports of other uses and of breaches',
      requirement:
        'The business associate reports each use or disclosure that the contract doesn’t provide for, breaches of unsecured information included.',
      partly: 'It reports breaches or other uses, but not both.',
      elements: [
        {
          says: 'uses and disclosures that are not permitted are reported',
          asks: 'duty',
          patterns: [
            '@notify & use|uses|disclosure|disclosures ~10 not ~3 permitted|provided|authoris*|authoriz*|allowed & @phi|information',
            '@notify & unauthoris*|authoriz*|impermissible|improper|nonpermitted ~4 use|uses|disclosure|disclosures|access|acquisition ! unsuccessful',
          ],
        },
        {
          says: 'breaches of unsecured information are reported',
          asks: 'duty',
          patterns: [
            '@notify & breach* & unsecured|164.410',
            '@notify & breach* & @phi ! unsuccessful ! material breach',
          ],
          hints: ['@notify & @breach'],
        },
      ],
    },
    {
      id: 'hipaa-ii-d',
      source: of('(ii)(D)'),
      title: 'The same restrictions for subcontractors',
      requirement:
        'Subcontractors that create, receive, keep or transmit the information agree to the same restrictions and conditions.',
      partly: 'Subcontractors are bound, but not to the same restrictions.',
      elements: [
        {
          says: 'subcontractors agree to the same restrictions',
          asks: 'duty',
          patterns: [
            '@ensure ~30 @same & subcontractor*|agent* & @phi',
            'subcontractor*|agent* & @same ~10 restrictions|conditions|terms|requirements|protections|obligations',
            'subcontractor*|agent* & no less stringent|protective|restrictive',
          ],
          hints: ['subcontractor*|agent* & agree*|written & @phi'],
        },
      ],
      against: ['not ~4 responsible|liable & subcontractor* & @provider ! unless ! except'],
    },
    {
      id: 'hipaa-ii-e',
      source: of('(ii)(E)'),
      title: 'Access of individuals',
      requirement: 'The information is made available to individuals who ask for it, as 45 CFR 164.524 has it.',
      partly: 'It helps with access only as far as efforts go.',
      elements: [
        {
          says: 'individuals get access to their information',
          asks: 'duty',
          patterns: [
            '@available|@give ~20 access|copy|copies|164.524 & @phi|designated & individual*|164.524',
            '164.524 & @available|@give|@assist|comply|satisfy|access',
            '@assist|@give ~20 individual* ~8 right|rights|request* & @phi|hipaa|access',
            'designated record set & access|copy|available ! amend* ! means ! meaning',
          ],
        },
      ],
    },
    {
      id: 'hipaa-ii-f',
      source: of('(ii)(F)'),
      title: 'Amendments',
      requirement:
        'The information is made available for amendment, and amendments are incorporated, as 45 CFR 164.526 has it.',
      partly: 'It helps with amendments only as far as efforts go.',
      elements: [
        {
          says: 'information is amended as individuals ask',
          asks: 'duty',
          patterns: [
            'amend* & @phi|designated & individual*|164.526|incorporat*|request*|direct|directs|directed|direction ! this agreement ! parties agree',
            '164.526',
            '@assist|@give ~20 individual* ~8 right|rights|request* & @phi|hipaa|amend*',
          ],
        },
      ],
    },
    {
      id: 'hipaa-ii-g',
      source: of('(ii)(G)'),
      title: 'Accounting of disclosures',
      requirement:
        'The information needed for an accounting of disclosures is kept and made available, as 45 CFR 164.528 has it.',
      partly: 'It helps with the accounting only as far as efforts go.',
      elements: [
        {
          says: 'disclosures are accounted for',
          asks: 'duty',
          patterns: ['accounting ~2 disclosure*', 'document|record|log ~6 disclosure* & @phi', '164.528'],
        },
      ],
    },
    {
      id: 'hipaa-ii-h',
      source: of('(ii)(H)'),
      title: 'Duties of the covered entity that are carried out for it',
      requirement:
        'Where the business associate carries out a duty of the covered entity under the privacy rule, it keeps the rules that apply to the covered entity.',
      partly: 'It promises to follow the law in general, but not for duties carried out for the covered entity.',
      elements: [
        {
          says: 'duties carried out for the covered entity follow the rules that apply to it',
          asks: 'duty',
          patterns: [
            'carr*|perform*|fulfil*|discharg* ~12 obligation*|duty|duties & comply|complies|compliance & @customer|company|privacy|subpart',
          ],
          hints: ['comply|complies ~8 privacy rule', 'comply|complies ~8 hipaa & @provider'],
        },
      ],
    },
    {
      id: 'hipaa-ii-i',
      source: of('(ii)(I)'),
      title: 'Books and records for the Secretary',
      requirement:
        'Internal practices, books and records about the information are made available to the Secretary of Health and Human Services.',
      partly: 'Records are open to the customer, but not to the Secretary.',
      elements: [
        {
          says: 'books and records are made available to the Secretary',
          asks: 'duty',
          patterns: ['books|records|practices|policies & secretary|hhs & @available|@give|access'],
          hints: ['secretary|hhs ! means ! meaning ! mean'],
        },
      ],
      against: ['not ~10 available ~8 secretary|hhs'],
    },
    {
      id: 'hipaa-ii-j',
      source: of('(ii)(J)'),
      title: 'Return or destruction at the end',
      requirement:
        'At the end all information is returned or destroyed and no copies are kept; where that isn’t feasible, the protection goes on and further use is limited.',
      partly: 'Information is returned or destroyed, but nothing is said for the case that this isn’t feasible.',
      elements: [
        {
          says: 'information is returned or destroyed at the end',
          asks: 'duty',
          patterns: ['@return|@erase ~20 @phi & @end', '@return & @erase & @phi ! feasible ! infeasible ! practicable'],
          hints: ['@erase & @phi'],
        },
        {
          says: 'the protection goes on where that isn’t feasible',
          asks: 'duty',
          patterns: [
            'extend*|continu* ~16 protect*|comply|complies|apply|applies|safeguard*|provisions & feasible|infeasible|feasib*|impossible|practicable|impractic*',
            'limit*|restrict* ~12 use|uses|disclosure|disclosures & feasible|infeasible|feasib*|impossible|practicable',
          ],
          isCore: false,
        },
      ],
      against: ['retain*|keep ~8 @phi ~8 indefinitely|perpetual*|purpose & @provider ! not ! infeasible ! feasible'],
    },
    {
      id: 'hipaa-iii',
      source: of('(iii)'),
      title: 'Termination for a material breach',
      requirement:
        'The covered entity may end the contract when the business associate has violated a material term of it.',
      partly: 'It can be ended, but not for such a violation.',
      elements: [
        {
          says: 'the contract can be ended for a material violation',
          asks: 'right',
          patterns: [
            'terminat* & material|materially ~3 breach*|violat*|term|default',
            'terminat* & breach*|violat* ~6 material',
          ],
          hints: ['terminat* ~12 breach*|violat*|default'],
        },
      ],
      against: ['@customer may|shall|will not ~4 terminat* ! unless ! except ! before ! until ! without'],
    },
  ],
}
