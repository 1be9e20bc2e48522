const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const ligatures = /[\ufb00-\ufb06]/g
const otherBlanks = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** A line as it is kept: composed letters, no invisible signs, single blanks, none at its ends. Twice is the same as once. */
export function tidyLine(line: string): string {
  return line
    .replace(/[\r\n\f\v\u0085\u2028\u2029]+/g, ' ')
    .replace(control, ' ')
    .replace(invisible, '')
    .replace(ligatures, (letter) => letter.normalize('NFKC'))
    .replace(otherBlanks, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC')
    .toWellFormed()
}

const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u2032': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2033': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
}

/** The same text in small letters and plain signs, place by place: what is found in it stands at the same place of the text. */
export function foldSigns(text: string): string {
  let folded = ''
  for (const letter of text) {
    const small = plain[letter] ?? letter.toLowerCase()
    folded += small.length === letter.length ? small : letter
  }
  return folded
}
