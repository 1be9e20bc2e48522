import { person } from '../foundation/people/index.ts'

export const demo = person
