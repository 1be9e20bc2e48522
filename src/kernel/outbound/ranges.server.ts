import { BlockList, isIP } from 'node:net'

// Whatever isn't an address of the public internet, by the special-purpose registries of IANA (RFC 6890 and its updates).
const inside: readonly (readonly [network: string, bits: number, says: string])[] = [
  ['0.0.0.0', 8, 'of this machine'],
  ['10.0.0.0', 8, 'of a private network'],
  ['100.64.0.0', 10, 'of a carrier’s own network'],
  ['127.0.0.0', 8, 'of this machine'],
  ['169.254.0.0', 16, 'of this link, where clouds keep their metadata'],
  ['172.16.0.0', 12, 'of a private network'],
  ['192.0.0.0', 24, 'kept for protocols'],
  ['192.0.2.0', 24, 'kept for documentation'],
  ['192.88.99.0', 24, 'kept for relays'],
  ['192.168.0.0', 16, 'of a private network'],
  ['198.18.0.0', 15, 'kept for measurements'],
  ['198.51.100.0', 24, 'kept for documentation'],
  ['203.0.113.0', 24, 'kept for documentation'],
  ['224.0.0.0', 4, 'of many receivers at once'],
  ['240.0.0.0', 4, 'that nobody has'],
  ['::', 128, 'of this machine'],
  ['::1', 128, 'of this machine'],
  ['::ffff:0:0', 96, 'that wraps an IPv4 address'],
  ['64:ff9b::', 96, 'that wraps an IPv4 address'],
  ['64:ff9b:1::', 48, 'that wraps an IPv4 address'],
  ['2001::', 23, 'kept for protocols'],
  ['2001:db8::', 32, 'kept for documentation'],
  ['2002::', 16, 'that wraps an IPv4 address'],
  ['3fff::', 20, 'kept for documentation'],
  ['fc00::', 7, 'of a private network'],
  ['fe80::', 10, 'of this link'],
  ['fec0::', 10, 'of a private network'],
  ['ff00::', 8, 'of many receivers at once'],
]

const blocks = inside.map(([network, bits, says]) => ({
  list: listOf([[network, bits]]),
  says,
  family: familyOf(network),
}))
// Everything else that is handed out begins with these three bits.
const handedOut = listOf([['2000::', 3]])

/** Why an address isn't one of the public internet, as the end of a sentence; null for one that is. */
export function insideWords(address: string): string | null {
  const plain = address.split('%')[0] ?? ''
  const family = isIP(plain)
  if (family === 0) return 'that can’t be read'
  const found = blocks.find((block) => block.family === family && block.list.check(plain, nameOf(family)))
  if (found) return found.says
  return family === 6 && !handedOut.check(plain, 'ipv6') ? 'that nobody has' : null
}

/** Whether an address is one of these, or within one of these ranges such as 10.2.0.0/16. */
export function isWithin(address: string, allowed: readonly string[]): boolean {
  const plain = address.split('%')[0] ?? ''
  const family = isIP(plain)
  const ranges = allowed
    .map(rangeOf)
    .filter((range) => range !== null)
    .filter(([network]) => familyOf(network) === family)
  return ranges.length > 0 && listOf(ranges).check(plain, nameOf(family))
}

/** `10.2.0.0/16` or `10.2.3.4` as a range; null when the text is neither. */
export function rangeOf(text: string): readonly [network: string, bits: number] | null {
  const [network = '', size, ...rest] = text.trim().split('/')
  const family = isIP(network)
  const most = family === 4 ? 32 : 128
  const bits = size === undefined ? most : /^\d{1,3}$/.test(size) ? Number(size) : Number.NaN
  return family !== 0 && rest.length === 0 && bits <= most ? [network, bits] : null
}

function listOf(ranges: readonly (readonly [network: string, bits: number])[]): BlockList {
  const list = new BlockList()
  for (const [network, bits] of ranges) list.addSubnet(network, bits, nameOf(familyOf(network)))
  return list
}

function familyOf(address: string): number {
  return isIP(address)
}

function nameOf(family: number): 'ipv4' | 'ipv6' {
  return family === 4 ? 'ipv4' : 'ipv6'
}
