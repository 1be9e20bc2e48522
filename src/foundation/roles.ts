import { ofVendorManagers } from './vendor-managers.ts'
import type { Permission } from '../kernel/record/field.ts'
import { roleNames } from './role-names.ts'

/** A ready-made role: a set of permissions with the word people use for it. */
export interface Role {
  readonly name: string
  readonly label: string
  /** Who is given it, and what it lets them do, in a sentence. */
  readonly about: string
  readonly permissions: readonly (Permission | '*')[]
}

/** What everyone with an account may see: who is who, and what IT provides. */
const everyday: readonly Permission[] = [
  'person.read',
  'team.read',
  'location.read',
  'business_unit.read',
  'service.read',
  'comment.write',
]
/** What everyone who works in IT may do besides. */
const ofIt: readonly Permission[] = [
  ...everyday,
  'comment.see_internal',
  'history.read',
  'export.run',
  'ticket.read',
  'time_entry.read',
  'time_entry.write',
  'catalogue_item.read',
  'fulfilment_task.read',
  'knowledge_article.read',
  'device.read',
  'outage.read',
  'on_call_rota.read',
  'on_call_override.read',
  'legal_entity.read',
  'vendor.read',
  'engagement.read',
  'vendor_contact.read',
  'outsourced_service.read',
  'exit_plan.read',
  'cover_window.read',
  'responsibility.read',
  'exit_exercise.read',
]
/** What those may see besides who answer for teams, services, risks or money: how vendors do. */
const ofOversight: readonly Permission[] = [
  'vendor_meeting.read',
  'performance_review.read',
  'scorecard.read',
  'scorecard_metric.read',
  'scorecard_value.read',
  'vendor_issue.read',
  'improvement_plan.read',
  'correspondence.read',
]

const declared: readonly Omit<Role, 'label'>[] = [
  {
    name: 'administrator',
    about: 'Runs Quarterdeck itself: accounts, roles, imports and everything else.',
    permissions: ['*'],
  },
  {
    name: 'cio',
    about: 'Answers for all of IT: sees everything, decides on units, teams and services.',
    permissions: [
      '*.read',
      'person.see_private',
      'comment.write',
      'comment.see_internal',
      'view.share',
      'export.run',
      'business_unit.write',
      'team.write',
      'service.write',
      'service.archive',
      'contract.see_money',
      'contract_event.see_money',
      'contract.approve',
    ],
  },
  {
    name: 'it_manager',
    about: 'Leads teams: keeps people, teams, locations and services right, and imports them.',
    permissions: [
      ...ofIt,
      ...ofOversight,
      'vendor_issue.write',
      'person.write',
      'person.archive',
      'person.see_private',
      'team.write',
      'team.archive',
      'location.write',
      'service.write',
      'service.archive',
      'calendar.write',
      'calendar.archive',
      'special_day.write',
      'approval_template.read',
      'approval_template.write',
      'approval_template.archive',
      'automation_rule.read',
      'automation_rule.write',
      'automation_rule.archive',
      'ticket.write',
      'fulfilment_task.write',
      'fulfilment_task.archive',
      'ticket.archive',
      'time_entry.archive',
      'ticket.declare',
      'knowledge_article.write',
      'knowledge_article.publish',
      'knowledge_article.archive',
      'ticket_category.write',
      'pending_reason.write',
      'service_level.write',
      'macro.use',
      'macro.read',
      'macro.write',
      'support_skill.read',
      'support_skill.write',
      'team_intake.read',
      'team_intake.write',
      'on_call_rota.write',
      'on_call_override.write',
      'device.write',
      'device.archive',
      'contract.read',
      'contract_event.read',
      'contract_document.read',
      'compliance_check.read',
      'obligation.read',
      'contract.see_money',
      'contract_event.see_money',
      'outage.write',
      'outage.archive',
      'availability_promise.read',
      'service_credit.read',
      'support_settings.read',
      'support_settings.write',
      'support_figures.read',
      'catalogue_item.write',
      'catalogue_item.archive',
      'view.share',
      'import.run',
    ],
  },
  {
    name: 'service_desk_agent',
    about: 'Helps people: takes tickets on and settles them, and keeps details and places right meanwhile.',
    permissions: [
      ...ofIt,
      'person.write',
      'location.write',
      'ticket.write',
      'ticket.declare',
      'fulfilment_task.write',
      'macro.use',
      'support_skill.read',
      'team_intake.read',
      'on_call_override.write',
      'device.write',
      'outage.write',
      'knowledge_article.write',
      'knowledge_article.publish',
    ],
  },
  {
    name: 'operations_engineer',
    about: 'Keeps services running: maintains services and what they depend on, and tells other systems what happens.',
    permissions: [
      ...ofIt,
      'service.write',
      'device.write',
      'outage.write',
      'on_call_override.write',
      'location.write',
      'knowledge_article.write',
      'webhook.read',
      'webhook.write',
      'webhook.archive',
    ],
  },
  {
    name: 'security_officer',
    about: 'Watches over risk: sees private details, and proves that no history was tampered with.',
    permissions: [
      ...ofIt,
      ...ofOversight,
      'person.see_private',
      'history.verify',
      'system.see',
      'contract.read',
      'contract_event.read',
      'contract_document.read',
      'compliance_check.read',
      'compliance_check.write',
      'obligation.read',
    ],
  },
  {
    name: 'vendor_manager',
    about:
      'Deals with suppliers: what we buy of whom, how they do, whom to call; keeps contracts and external people, and claims what is owed.',
    permissions: [...ofIt, ...ofOversight, ...ofVendorManagers],
  },
  {
    name: 'finance_partner',
    about: 'Knows what IT costs whom: keeps business units and currencies.',
    permissions: [
      ...ofIt,
      ...ofOversight,
      'business_unit.write',
      'business_unit.archive',
      'currency.write',
      'currency.archive',
      'availability_promise.read',
      'service_credit.read',
      'contract.read',
      'contract_event.read',
      'contract_document.read',
      'compliance_check.read',
      'obligation.read',
      'contract.see_money',
      'contract_event.see_money',
      'view.share',
    ],
  },
  {
    name: 'auditor',
    about: 'Reads everything, its history included, and writes nothing.',
    permissions: [
      '*.read',
      'history.read',
      'history.verify',
      'person.see_private',
      'comment.see_internal',
      'contract.see_money',
      'contract_event.see_money',
      'export.run',
      'records.only_read',
    ],
  },
  {
    name: 'employee',
    about: 'Anyone in the company: finds people, teams, places and services, and comments.',
    permissions: everyday,
  },
]

/** The roles that every installation starts with. An administrator may change them and add more. */
export const roles: readonly Role[] = declared.map(({ name, ...role }) => ({ name, label: labelOf(name), ...role }))

function labelOf(name: string): string {
  const label = roleNames.find((role) => role.name === name)?.label
  if (label === undefined) throw new Error(`The role '${name}' has no name for people in role-names.ts.`)
  return label
}
