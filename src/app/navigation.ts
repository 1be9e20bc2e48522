import type { NavigationSection } from '../kernel/web/application.web.ts'

/** The navigation, layer by layer. A part is named here once it has something to show. */
export const navigation: readonly NavigationSection[] = [
  {
    title: 'Organisation',
    places: [
      { record: 'person' },
      { record: 'team' },
      { record: 'business_unit' },
      { record: 'location' },
      { record: 'service' },
      { record: 'calendar', isForKeepers: true },
      { page: '/org-chart' },
      { page: '/service-map' },
    ],
  },
  {
    title: 'Internal IT: support',
    places: [
      { page: '/desk' },
      { record: 'ticket' },
      { record: 'fulfilment_task' },
      { page: '/workload' },
      { page: '/knowledge' },
      { page: '/help' },
    ],
    isForKeepers: true,
  },
  {
    title: 'How support works',
    places: [
      { record: 'catalogue_item', isForKeepers: true },
      { record: 'service_level', isForKeepers: true },
      { page: '/what-if' },
      { record: 'macro', isForKeepers: true },
      { record: 'ticket_category', isForKeepers: true },
      { record: 'pending_reason', isForKeepers: true },
      { record: 'support_skill', isForKeepers: true },
      { record: 'team_intake', isForKeepers: true },
    ],
    isForKeepers: true,
  },
  {
    title: 'Administration',
    isForKeepers: true,
    places: [
      { page: '/admin/checklist' },
      { page: '/imports' },
      { record: 'currency', isForKeepers: true },
      { record: 'approval_template', isForKeepers: true },
      { record: 'automation_rule', isForKeepers: true },
      { record: 'webhook', isForKeepers: true },
      { record: 'mailbox', isForKeepers: true },
      { record: 'identity_provider', isForKeepers: true },
      { page: '/admin/settings' },
      { page: '/admin/directory' },
      { page: '/admin/accounts' },
      { page: '/admin/roles' },
      { page: '/admin/fields' },
      { page: '/admin/mail' },
      { page: '/admin/system' },
      { page: '/admin/backups' },
      { page: '/admin/audit' },
      { page: '/admin/proof' },
      { page: '/reference' },
    ],
  },
]
