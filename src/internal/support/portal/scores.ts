/** How content somebody is, from not at all to very. */
export const scoreWords = [
  { score: 1, says: 'Not at all' },
  { score: 2, says: 'Not really' },
  { score: 3, says: 'It was all right' },
  { score: 4, says: 'Good' },
  { score: 5, says: 'Very good' },
] as const
