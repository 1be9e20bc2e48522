import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs'
import IconShieldQuestion from '@tabler/icons-react/dist/esm/icons/IconShieldQuestion.mjs'
import IconShieldX from '@tabler/icons-react/dist/esm/icons/IconShieldX.mjs'
import type { CommentProps } from '../record/extend.web.tsx'
import css from './mail-in.module.css'
import { useRecordMails } from './record-mails.web.ts'
import { senderWords } from './words.ts'

const icons = { good: IconShieldCheck, bad: IconShieldX } as const

/** Beside what came by mail: whether the domain of its sender stands for it. Nothing where it didn't come by mail. */
export default function SenderMark({ row, comment }: CommentProps) {
  const { data } = useRecordMails(row.id)
  const mail = data?.rows.findLast((one) => one.state === 'done' && one.comment === comment)
  if (!mail?.verdict) return null
  const { tone, says } = senderWords(mail.verdict)
  const Icon = icons[tone as keyof typeof icons] ?? IconShieldQuestion
  return (
    <span className={css.mark} data-tone={tone}>
      <Icon size={14} aria-hidden /> {says}
    </span>
  )
}
