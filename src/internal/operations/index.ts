export { ConfigurationItem } from './configuration-items/configuration-item.record.ts'
export { Device } from './devices/device.record.ts'
export type { DeviceInShort } from './devices/devices.ts'
export { Outage } from './outages/outage.record.ts'
