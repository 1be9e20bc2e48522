export const demo = 'demo'
