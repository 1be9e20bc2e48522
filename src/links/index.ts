export { creditRestsOnOutage } from './credit-rests-on-outage.link.ts'
