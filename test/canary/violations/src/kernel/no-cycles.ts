import { back } from './no-cycles-back.ts'

export const forth: string = back
