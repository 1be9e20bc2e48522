export const records = 'records'
