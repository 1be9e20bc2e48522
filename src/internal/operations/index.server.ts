import type { DemoPart } from '../../foundation/demo.server.ts'
import { configurationItemPart } from './configuration-items/configuration-item.demo.server.ts'
import { devicePart } from './devices/device.demo.server.ts'
import { outagePart } from './outages/outage.demo.server.ts'

export { deviceDerivation } from './devices/device-derivation.server.ts'
export { devicesOf } from './devices/devices.server.ts'
export { outageDerivation } from './outages/outage-derivation.server.ts'
export { outagesChangedAt, outagesIn } from './outages/outages.reads.server.ts'

/** What the module adds to the demo company. */
export const operationsDemo: readonly DemoPart[] = [devicePart, configurationItemPart, outagePart]
