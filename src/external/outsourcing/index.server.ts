export { deliveryActions } from './delivery/delivery.actions.server.ts'
export { deliveryPart } from './delivery/delivery.demo.server.ts'
