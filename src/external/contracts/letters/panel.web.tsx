import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { PdfButton } from '../pdf.web.tsx'

/** The way to a letter on paper. */
export default function AsPrinted({ row }: PartProps) {
  return (
    <>
      <p>
        {row.state === 'draft'
          ? 'As it reads now, with the organisation’s name and the day. Have somebody who knows the law read a notice before it is sent.'
          : 'As it was sent. The same file is attached.'}
      </p>
      <PdfButton path={`/contract-letters/${row.id}/pdf`} />
    </>
  )
}
