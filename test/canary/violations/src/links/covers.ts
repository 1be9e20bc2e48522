export const covers = 'covers'
