import type { Level } from '../priority.ts'
import { applicationStories } from './stories.applications.ts'

/** What happens at the demo company again and again; `{…}` in texts is filled from the person who asks. */
export interface Story {
  readonly kind: 'incident' | 'request'
  readonly titles: readonly string[]
  readonly text: string
  readonly category: string
  readonly service: string
  readonly team: string
  readonly impact: Level
  readonly urgency: Level
  /** Working hours that it usually takes. */
  readonly hours: number
  /** How often it comes, compared with the others. */
  readonly often: number
  /** What the agent says first; what is asked back, and answered. */
  readonly says: string
  readonly asks?: readonly [question: string, answer: string]
  readonly done: string
  readonly code: 'solved' | 'workaround' | 'fulfilled' | 'by_requester' | 'no_fault' | 'not_reproducible'
  /** The team that it should have gone to. */
  readonly passedTo?: string
}

const at = (impact: Level, urgency: Level) => ({ impact, urgency })

export const stories: readonly Story[] = [
  {
    kind: 'incident',
    titles: ['VPN drops every few minutes', 'Remote access disconnects in meetings', 'VPN: “gateway not reachable”'],
    text: 'Since this morning the VPN drops every ten minutes or so. I work from home today and lose the ERP each time. The internet itself is fine.',
    ...{ category: 'vpn', service: 'vpn', team: 'network', ...at('medium', 'high'), hours: 9, often: 9 },
    says: 'Thank you for telling us. I can see the drops in the gateway’s log and am looking into it.',
    asks: [
      'Which provider do you have at home, and is it by cable or Wi-Fi?',
      'Cable, from the city works. By Wi-Fi it is the same.',
    ],
    done: 'The gateway in Gdańsk gave up sessions when its certificate list was too old. It fetches the list every hour again.',
    code: 'solved',
  },
  {
    kind: 'incident',
    titles: ['Can’t sign in after changing the password', 'Locked out', 'Password no longer taken on the laptop'],
    text: 'I changed my password yesterday as asked, and today the laptop takes neither the old one nor the new one.',
    ...{ category: 'password', service: 'identity', team: 'desk', ...at('low', 'high'), hours: 1, often: 12 },
    says: 'I unlocked your account. Please connect by cable once, so that the laptop learns the new password.',
    done: 'Unlocked; the laptop had kept the old password since it was never in the network after the change.',
    code: 'solved',
  },
  {
    kind: 'request',
    titles: [
      'Access to the purchasing folder',
      'Rights for the project drive',
      'Please add me to the group “Calibration read”',
    ],
    text: 'I took over from a colleague and need the same rights to the team folder. My manager knows.',
    ...{ category: 'rights', service: 'files', team: 'desk', ...at('low', 'medium'), hours: 6, often: 10 },
    says: 'I have asked the owner of the folder and will tell you as soon as they agree.',
    asks: ['Do you need to write there, or only to read?', 'Writing, too: I keep the price list.'],
    done: 'The owner agreed; rights given until the end of the project.',
    code: 'fulfilled',
  },
  {
    kind: 'incident',
    titles: [
      'Label printer prints blank labels',
      'Printer on the second floor jams',
      'Delivery notes come out without barcodes',
    ],
    text: 'The printer at goods-out has been printing blank labels since the roll was changed. We write the numbers by hand and the lorry leaves at two.',
    ...{ category: 'printer', service: 'printing', team: 'workplace', ...at('medium', 'high'), hours: 5, often: 8 },
    says: 'I am on my way with the other kind of ribbon.',
    done: 'Wrong ribbon after the roll was changed: thermal direct in place of transfer. A note hangs at the printer now.',
    code: 'solved',
  },
  {
    kind: 'incident',
    titles: ['Laptop gets hot and slow', 'Fan runs all the time', 'Battery empty after an hour'],
    text: 'My laptop gets hot even when nothing runs, and everything takes ages. A restart helps for an hour.',
    ...{ category: 'laptop', service: 'computer', team: 'workplace', ...at('low', 'medium'), hours: 20, often: 9 },
    says: 'Let me look at it from here first: please leave it on until noon.',
    asks: ['Did it begin after the update of last week?', 'Yes, I believe on Thursday.'],
    done: 'The indexer looped over a mailbox archive. Index built anew; the battery is at 71 % and will be replaced in spring.',
    code: 'solved',
  },
  {
    kind: 'request',
    titles: ['New laptop for a new colleague', 'Replacement for a five-year-old laptop', 'Second screen for {unit}'],
    text: 'We have a new colleague on the first of next month and need a laptop of the usual kind, with docking station.',
    ...{ category: 'laptop', service: 'computer', team: 'workplace', ...at('low', 'low'), hours: 60, often: 6 },
    says: 'Ordered with the next batch. It takes about eight working days.',
    done: 'Handed over, signed for, and listed.',
    code: 'fulfilled',
  },
  {
    kind: 'incident',
    titles: ['Mails to a customer come back', 'Mail to the ministry refused', 'Supplier doesn’t get our orders'],
    text: 'All mails to one of our largest customers come back with “550 rejected by policy” since yesterday.',
    ...{
      category: 'mail',
      service: 'mail',
      team: 'desk',
      ...at('medium', 'high'),
      hours: 8,
      often: 5,
      passedTo: 'cloud',
    },
    says: 'I pass this on to those who run the mail servers; they will answer you here.',
    done: 'Our second outgoing server was missing from the SPF record. Added, and the customer’s filter lets us through again.',
    code: 'solved',
  },
  {
    kind: 'incident',
    titles: ['Nobody hears me in meetings', 'Headset not found after update', 'Camera shows a black picture'],
    text: 'In meetings the others hear nothing of me, though the headset works in music. I have three calls with customers today.',
    ...{ category: 'mail', service: 'meetings', team: 'desk', ...at('low', 'high'), hours: 2, often: 8 },
    says: 'Please press the button at the cable twice and choose “Headset (hands-free)” in the settings of the meeting.',
    done: 'The update had muted the hands-free profile. Switched on again; the fix goes out to all this week.',
    code: 'solved',
  },
  {
    kind: 'incident',
    titles: ['Wi-Fi in the meeting rooms hardly works', 'No Wi-Fi in hall 3', 'Scanners lose the Wi-Fi behind rack 12'],
    text: 'In hall 3 the hand scanners lose the Wi-Fi behind rack 12. Picking takes twice as long.',
    ...{ category: 'wifi', service: 'lan', team: 'network', ...at('medium', 'medium'), hours: 16, often: 6 },
    says: 'I see the scanners jump between two access points and will measure on site.',
    asks: ['Is it worse at certain hours?', 'When the ovens run, so mostly before noon.'],
    done: 'Access point moved by four metres and its channel fixed; the ovens no longer drown it.',
    code: 'solved',
  },
  {
    kind: 'request',
    titles: ['Install the drawing viewer', 'Licence for the statistics program', 'Please install the label designer'],
    text: 'I need the program for my work with {unit}. Others in the team have it.',
    ...{ category: 'office', service: 'computer', team: 'workplace', ...at('low', 'medium'), hours: 7, often: 9 },
    says: 'There is a licence left. It will be on your computer by tomorrow morning.',
    done: 'Installed, licence noted under your name.',
    code: 'fulfilled',
  },
  {
    kind: 'incident',
    titles: ['Strange mail asks for my password', 'Is this invoice real?', 'I clicked on a link'],
    text: 'I got a mail that looks as if it came from our payroll and asks me to sign in. I clicked before I thought about it, but typed nothing.',
    ...{ category: 'security', service: 'endpoint', team: 'security', ...at('medium', 'high'), hours: 4, often: 5 },
    says: 'Thank you for telling us at once: that was exactly right. Please don’t turn the laptop off, I am looking at it.',
    done: 'A wave of phishing, 41 mailboxes: removed from all, the address is blocked, nobody had typed a password.',
    code: 'solved',
  },
  {
    kind: 'incident',
    titles: ['A file was overwritten', 'Folder vanished from the team drive', 'Old version of a spreadsheet needed'],
    text: 'Somebody overwrote our calculation for the tender. We need the state of Monday evening.',
    ...{
      category: 'data',
      service: 'files',
      team: 'desk',
      ...at('low', 'high'),
      hours: 3,
      often: 6,
      passedTo: 'cloud',
    },
    says: 'The backup has Monday evening. I bring it back beside the present one.',
    done: 'Restored as a copy; where earlier versions are found was shown.',
    code: 'solved',
  },
  {
    kind: 'request',
    titles: [
      'Telephone number moves with me',
      'Desk telephone for the new room',
      'Forward the hotline over the holidays',
    ],
    text: 'I move to another room next week and want to keep my number.',
    ...{ category: 'phone', service: 'telephony', team: 'network', ...at('low', 'low'), hours: 14, often: 4 },
    says: 'Noted for the day of your move.',
    done: 'Number moved, tested with a call.',
    code: 'fulfilled',
  },
  {
    kind: 'incident',
    titles: [
      'Update wants to restart again and again',
      'Black screen after the update',
      'Update failed with 0x80070070',
    ],
    text: 'The computer wants to restart for an update each morning and then says that it failed.',
    ...{ category: 'updates', service: 'devices', team: 'workplace', ...at('low', 'medium'), hours: 10, often: 6 },
    says: 'Your disk is nearly full. I make room from here; please leave it on over lunch.',
    done: 'Made room, update went through. The rule that warns at 10 % left was missing for this model.',
    code: 'solved',
  },
  ...applicationStories,
]
