/** What the people of the demo company have said, planned and marked. Roles name who; `{role}` in a text mentions them. */
export interface Remark {
  readonly by: string
  readonly on: Spot
  readonly text: string
  readonly isInternal?: boolean
}
/** A record by its type and key. */
export type Spot = readonly [type: string, key: string]

export const remarks: readonly Remark[] = [
  {
    by: 'security_officer',
    on: ['service', 'identity'],
    text: 'In the restore drill sign-in could not start, because it runs on the virtual machines, and nobody could sign in to those. {operations_engineer}, how do we get out of that circle?',
    isInternal: true,
  },
  {
    by: 'operations_engineer',
    on: ['service', 'identity'],
    text: 'Two **emergency cards** lie in the safe in Hamburg; with either of them the hosts start without sign-in. I checked both today and made that a task for each quarter.',
    isInternal: true,
  },
  {
    by: 'cio',
    on: ['service', 'gateway'],
    text: 'The spring launch of the connected meters waits for this. {it_manager}, what do you need to go live?',
  },
  {
    by: 'it_manager',
    on: ['service', 'gateway'],
    text: 'Three things:\n\n1. a decision on the second certificate authority,\n2. two weeks of {operations_engineer},\n3. someone at the service desk who has seen a meter.',
  },
  {
    by: 'finance_partner',
    on: ['service', 'close'],
    text: 'The last close took six days instead of five, since the warehouse was filled only after nine. Can that be earlier?',
  },
  {
    by: 'operations_engineer',
    on: ['service', 'close'],
    text: 'It runs at 02:00 from now on. I watch it until the month is closed.',
  },
  {
    by: 'service_desk_agent',
    on: ['service', 'printing'],
    text: 'The label printers in Gdańsk lose the network whenever a switch restarts. Until it is solved: switch off the box beside the dock, wait ten seconds, switch it on again.',
  },
  {
    by: 'vendor_manager',
    on: ['service', 'crm'],
    text: 'Their success manager asks for our plans every week. Whatever she is sent goes through me, please.',
    isInternal: true,
  },
  {
    by: 'it_manager',
    on: ['team', 'desk'],
    text: 'Saturday mornings until Easter, as a trial. We look at the calls together in February.',
  },
  {
    by: 'employee',
    on: ['service', 'computer'],
    text: 'My computer lay on the desk on my first day, and everything worked. Thank you.',
  },
]

export interface Plan {
  readonly by: string
  readonly on: Spot
  readonly title: string
  /** Whose task it is. */
  readonly for: string
  /** Days from today; those before today have been done. */
  readonly due: number
}

export const plans: readonly Plan[] = [
  {
    by: 'it_manager',
    on: ['service', 'gateway'],
    title: 'Decide on the second certificate authority',
    for: 'security_officer',
    due: 8,
  },
  {
    by: 'it_manager',
    on: ['service', 'gateway'],
    title: 'Load test with 10,000 meters',
    for: 'operations_engineer',
    due: 19,
  },
  {
    by: 'it_manager',
    on: ['service', 'gateway'],
    title: 'Show the service desk a meter',
    for: 'service_desk_agent',
    due: 26,
  },
  { by: 'it_manager', on: ['service', 'gateway'], title: 'Name who owns the readings', for: 'cio', due: -6 },
  {
    by: 'operations_engineer',
    on: ['service', 'identity'],
    title: 'Check the emergency cards',
    for: 'operations_engineer',
    due: 88,
  },
  {
    by: 'operations_engineer',
    on: ['service', 'identity'],
    title: 'Renew the certificate of the federation',
    for: 'operations_engineer',
    due: 17,
  },
  {
    by: 'it_manager',
    on: ['service', 'printing'],
    title: 'Ask the maker for the new firmware',
    for: 'vendor_manager',
    due: 5,
  },
  {
    by: 'it_manager',
    on: ['service', 'close'],
    title: 'Compare this close with the last one',
    for: 'it_manager',
    due: 12,
  },
  {
    by: 'operations_engineer',
    on: ['service', 'dc-ham'],
    title: 'Test the emergency power',
    for: 'operations_engineer',
    due: -20,
  },
]

/** Tags by service. */
export const labels: Readonly<Record<string, readonly string[]>> = {
  identity: ['crown jewels', 'audit'],
  orders: ['erp', 'audit'],
  purchasing: ['erp', 'audit'],
  close: ['erp', 'audit', 'month end'],
  payroll: ['erp', 'personal data'],
  crm: ['personal data', 'bought as a service'],
  mail: ['bought as a service', 'personal data'],
  meetings: ['bought as a service'],
  portal: ['customers see it'],
  gateway: ['customers see it', 'spring launch'],
  plant: ['works', 'crown jewels'],
  warehousing: ['works'],
  calibration: ['works', 'audit', 'crown jewels'],
  computer: ['everyone'],
  telephony: ['everyone'],
}

/** What the holders of some roles keep at hand. */
export const favourites: Readonly<Record<string, readonly Spot[]>> = {
  cio: [
    ['service', 'gateway'],
    ['service', 'orders'],
    ['business_unit', 'IT'],
  ],
  it_manager: [
    ['team', 'desk'],
    ['service', 'gateway'],
  ],
  operations_engineer: [
    ['service', 'vm'],
    ['service', 'identity'],
  ],
}
