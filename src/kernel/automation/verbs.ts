/** What happened to a record, as a rule listens to it. */
export const ruleVerbs = [
  'created',
  'updated',
  'moved',
  'archived',
  'restored',
  'commented',
  'approved',
  'rejected',
  'approval_lapsed',
] as const
export type RuleVerb = (typeof ruleVerbs)[number]
