import { page } from '../external/contracts/index.web.tsx'

export const app = page
