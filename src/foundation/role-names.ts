/** What the ready-made roles are called, in their order: all that the browser needs to know of them. */
export const roleNames = [
  { name: 'administrator', label: 'Administrator' },
  { name: 'cio', label: 'CIO' },
  { name: 'it_manager', label: 'IT manager' },
  { name: 'service_desk_agent', label: 'Service-desk agent' },
  { name: 'operations_engineer', label: 'Operations engineer' },
  { name: 'security_officer', label: 'Security officer' },
  { name: 'vendor_manager', label: 'Vendor manager' },
  { name: 'finance_partner', label: 'Finance partner' },
  { name: 'auditor', label: 'Auditor' },
  { name: 'vendor', label: 'Vendor' },
  { name: 'employee', label: 'Employee' },
] as const
