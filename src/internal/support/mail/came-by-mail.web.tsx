import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import SenderMark from '../../../kernel/web/mail-in/sender-mark.web.tsx'

/** On the page of a ticket that a mail began: whether the domain of its sender stands for it. */
export default function CameByMail({ row }: PartProps) {
  return row.source === 'mail' ? <SenderMark row={row} comment={null} /> : null
}
