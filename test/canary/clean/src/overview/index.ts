export const overview = 'overview'
