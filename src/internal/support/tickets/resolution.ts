/** How tickets end, in the words of the field. */
export const resolutionCodes = [
  'solved',
  'workaround',
  'fulfilled',
  'duplicate',
  'not_reproducible',
  'by_requester',
  'not_answered',
  'no_fault',
] as const

export const resolutionWords = {
  solved: 'Solved for good',
  workaround: 'Worked around',
  fulfilled: 'Fulfilled',
  duplicate: 'Duplicate',
  not_reproducible: 'Could not be reproduced',
  by_requester: 'Solved by who asked',
  not_answered: 'No answer came',
  no_fault: 'No fault found',
} as const
