/** Categories of the demo company: key, name, parent, and the team that gets new tickets of it. */
export const categories = [
  ['hardware', 'Devices', null, 'workplace'],
  ['laptop', 'Laptops', 'hardware', 'workplace'],
  ['printer', 'Printers', 'hardware', 'workplace'],
  ['phone', 'Telephones', 'hardware', 'network'],
  ['software', 'Software', null, 'desk'],
  ['office', 'Office programs', 'software', 'desk'],
  ['updates', 'Updates', 'software', 'workplace'],
  ['access', 'Access', null, 'desk'],
  ['password', 'Passwords', 'access', 'desk'],
  ['rights', 'Rights', 'access', 'desk'],
  ['network', 'Network', null, 'network'],
  ['vpn', 'Remote access', 'network', 'network'],
  ['wifi', 'Wi-Fi', 'network', 'network'],
  ['mail', 'Mail and meetings', null, 'desk'],
  ['business', 'Business applications', null, 'erp'],
  ['erp', 'ERP', 'business', 'erp'],
  ['crm', 'Customer relations', 'business', 'customer'],
  ['plant', 'Plant systems', 'business', 'engineering'],
  ['data', 'Files and reports', null, 'data'],
  ['security', 'Security', null, 'security'],
] as const

/** What the demo company's tickets wait for: name, whom or what, what stands still, hours till reminded and resolved. */
export const pendingReasons = [
  ['answer', 'An answer', 'requester', ['sla', 'ola'], 16, 50],
  ['supplier', 'A supplier', 'third_party', ['sla', 'ola'], 24, null],
  ['part', 'A part', 'parts', ['sla'], 40, null],
  ['change', 'A change', 'change', ['sla'], null, null],
  ['date', 'An agreed day', 'date', ['sla', 'ola'], null, null],
] as const
