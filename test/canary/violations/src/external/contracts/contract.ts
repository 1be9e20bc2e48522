export const contract = 'contract'
export type Contract = typeof contract
