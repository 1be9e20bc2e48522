export { creditRestsOnOutage } from './credit-rests-on-outage.link.ts'
export { underpinningLinks } from './underpinning.link.ts'
