export const person = 'person'
