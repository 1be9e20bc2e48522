/** The checklists that come with it, by their ids. Their rules are loaded by the server alone. */
export const checklistIds = ['gdpr-28', 'hipaa-164-504', 'dora-30', 'mvsp-3'] as const
export const checklistNames: Readonly<Record<(typeof checklistIds)[number], string>> = {
  'gdpr-28': 'GDPR art. 28: personal data on behalf',
  'hipaa-164-504': 'HIPAA 45 CFR 164.504(e): health information',
  'dora-30': 'DORA art. 30: ICT services for financial entities',
  'mvsp-3': 'Minimum Viable Secure Product 3.0',
}
