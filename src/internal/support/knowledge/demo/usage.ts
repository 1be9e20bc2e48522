/** How an article of the demo company is used: published how many months ago, read, solved it, didn't help. */
export type Usage = readonly [monthsAgo: number, views: number, solved: number, unsolved: number]

/** By file; due for review where the months are more than its interval. */
export const usage: Readonly<Record<string, Usage>> = {
  'vpn-connect': [7, 1840, 312, 21],
  'vpn-slow': [5, 640, 88, 34],
  'mfa-setup': [4, 1210, 240, 12],
  'mfa-new-phone': [7, 960, 171, 19],
  'password-change': [3, 2310, 498, 26],
  'shared-mailbox': [11, 720, 96, 41],
  'mail-away': [9, 530, 140, 3],
  'mail-full': [14, 410, 77, 12],
  'mail-phishing': [2, 880, 95, 2],
  'new-laptop': [6, 470, 122, 8],
  'laptop-slow': [10, 690, 64, 52],
  'laptop-docking': [8, 820, 205, 17],
  'software-install': [5, 560, 83, 15],
  'software-updates': [13, 300, 41, 6],
  bitlocker: [4, 270, 74, 5],
  'printer-add': [9, 610, 131, 14],
  'printer-jam': [12, 380, 92, 11],
  'printer-toner': [7, 340, 66, 4],
  'scan-to-mail': [8, 290, 70, 9],
  'wifi-office': [6, 450, 58, 23],
  'wifi-guest': [3, 520, 151, 2],
  'files-restore': [10, 330, 84, 7],
  'files-share': [5, 480, 101, 13],
  'files-conflict': [11, 260, 39, 18],
  'meetings-room': [6, 390, 88, 10],
  'meetings-record': [4, 310, 52, 1],
  'phone-forward': [9, 280, 79, 6],
  'phone-roaming': [15, 420, 60, 22],
  'erp-access': [5, 590, 103, 31],
  'erp-order-stuck': [8, 150, 28, 9],
  'starter-checklist': [3, 240, 61, 2],
  'leaver-checklist': [3, 170, 44, 1],
  'tablet-plant': [7, 410, 97, 5],
  'crm-offline': [6, 190, 35, 12],
  'it-reset-mfa': [7, 120, 33, 0],
  'it-major-incident': [2, 46, 11, 0],
  'it-printer-server': [9, 71, 19, 3],
  'it-laptop-wipe': [5, 24, 8, 0],
  'it-mail-trace': [10, 88, 26, 1],
  'fax-to-mail': [30, 90, 12, 3],
  'old-citrix': [34, 1500, 210, 60],
  'vertrauliche-mail': [6, 180, 49, 4],
}
export const retired: readonly string[] = ['fax-to-mail', 'old-citrix']
/** Nobody keeps these right: whoever did has left. */
export const ownerless: readonly string[] = ['phone-roaming', 'files-conflict']
export const inReview: readonly string[] = ['meetings-translate']
/** A better text that waits beside the one that people read. */
export const rewritten: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'laptop-slow': ['Below 15 GB free', 'Below 20 GB free'],
}

/** What people of the demo company looked for in vain, days ago, by which role. */
export const missed: readonly (readonly [asked: string, days: number, role: string])[] = [
  ['standing desk', 2, 'employee'],
  ['order a standing desk', 9, 'finance_partner'],
  ['height adjustable desk', 12, 'vendor_manager'],
  ['desk standing', 20, 'cio'],
  ['two monitors at home', 1, 'employee'],
  ['monitors for home', 6, 'finance_partner'],
  ['parking permit', 3, 'employee'],
  ['parking permit visitors', 4, 'employee'],
  ['mac keyboard layout', 15, 'vendor_manager'],
  ['jabra headset firmware', 17, 'employee'],
]
/** Which articles settled tickets that are about these words. */
export const settled: readonly (readonly [article: string, words: string])[] = [
  ['vpn-connect', 'vpn'],
  ['printer-add', 'printer'],
  ['password-change', 'password'],
  ['laptop-docking', 'screen'],
  ['shared-mailbox', 'mailbox'],
]
/** What they looked for and found: the article that each question led to. */
export const found: readonly (readonly [asked: string, article: string])[] = [
  ['vpn from home', 'vpn-connect'],
  ['forgot my password', 'password-change'],
  ['paper jam', 'printer-jam'],
  ['new phone can’t sign in', 'mfa-new-phone'],
  ['second screen dark', 'laptop-docking'],
  ['out of office', 'mail-away'],
  ['guest wifi', 'wifi-guest'],
  ['restore a deleted file', 'files-restore'],
  ['scan to mail', 'scan-to-mail'],
]
