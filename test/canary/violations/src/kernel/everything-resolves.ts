// @ts-expect-error the canary's import leads nowhere on purpose
export { nothing } from './nothing.ts'
