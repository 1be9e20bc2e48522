export const clock = 'clock'
