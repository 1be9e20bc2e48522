/** A configuration item of the demo company: its places and services by their keys. */
export interface ItemSeed {
  readonly key: string
  readonly name: string
  readonly class: string
  readonly does: string
  readonly services: readonly string[]
  readonly team: string
  readonly location: string
  readonly state: 'planned' | 'live' | 'retired'
}

type Told = readonly [
  key: string,
  name: string,
  kind: string,
  does: string,
  services: string,
  place: string,
  state?: ItemSeed['state'],
]

const told: readonly Told[] = [
  [
    'core-ham',
    'Core switch Hamburg',
    'network_device',
    'carries the lines between all sites',
    'wan internet vpn telephony',
    'network HAM',
  ],
  [
    'core-gdn',
    'Core switch Gdańsk',
    'network_device',
    'joins the second data centre to all others',
    'dc-gdn backup',
    'network GDN',
  ],
  [
    'core-old',
    'Core switch Hamburg, of 2017',
    'network_device',
    'carried the lines until it was replaced',
    '',
    'network HAM',
    'retired',
  ],
  ['trunk', 'Telephone trunk Hamburg', 'circuit', 'carries all calls in and out', 'telephony', 'network HAM'],
  [
    'fibre',
    'Fibre to Hamburg',
    'circuit',
    'is the way out to the internet for head office and works',
    'internet',
    'network HAM',
  ],
  [
    'vpn-gate',
    'Gateway for remote access',
    'network_device',
    'lets in whoever works from elsewhere',
    'vpn',
    'network HAM',
  ],
  ['names', 'Name servers', 'server', 'answer for every name', 'dns', 'network HAM'],
  [
    'power-ham',
    'Power of data centre Hamburg',
    'power',
    'feeds all racks under the head office',
    'dc-ham',
    'cloud HAM',
  ],
  [
    'cooling-ham',
    'Cooling of data centre Hamburg',
    'power',
    'keeps the racks under the head office below 27 °C',
    'dc-ham',
    'cloud HAM',
  ],
  ['array', 'Storage array 1', 'storage', 'holds the disks of all virtual machines', 'storage vm', 'cloud HAM'],
  ['array-2', 'Storage array 2', 'storage', 'will hold the copies of storage array 1', '', 'cloud GDN', 'planned'],
  ['hosts', 'Host cluster 1', 'server', 'runs the virtual machines of everything vital', 'vm', 'cloud HAM'],
  [
    'cluster',
    'Container cluster on premises',
    'application',
    'runs what is packed in containers',
    'containers',
    'cloud HAM',
  ],
  ['database', 'Database cluster 1', 'database', 'keeps the data of nearly every application', 'databases', 'data HAM'],
  ['broker', 'Message broker', 'application', 'passes on what applications tell each other', 'integration', 'data HAM'],
  ['domain', 'Domain controllers', 'server', 'answer whenever somebody signs in', 'identity', 'security HAM'],
]

/** What the demo company's services rest on. */
export const demoItems: readonly ItemSeed[] = told.map(([key, name, kind, does, services, place, state = 'live']) => {
  const [team = '', location = ''] = place.split(' ')
  return { key, name, class: kind, does, services: services.split(' ').filter(Boolean), team, location, state }
})
