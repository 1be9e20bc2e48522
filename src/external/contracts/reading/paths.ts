/** Where contracts are read and searched. */
export const textsPath = '/contract-texts'
export const textPath = (document: string): string => `${textsPath}/${document}`
