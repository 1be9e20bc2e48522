import { records } from '../app/records.ts'
import { clock } from './clock.ts'

export const tested = records + clock
