export const tested = 'tested'
