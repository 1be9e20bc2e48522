import { person } from '../../foundation/people/index.ts'
import { asset } from '../operations/index.ts'

export const ticket = person + asset
