export const heap: string[]
