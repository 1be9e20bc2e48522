import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keys } from '../../../kernel/web/api.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import type { DeskRow } from './desk.ts'

/** Says that an article was looked at and is still right. */
export function StillRight({ row }: { row: DeskRow }) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await api('POST', `/knowledge-articles/${row.id}/actions/confirm`, { body: {} })
      toast({ says: `“${row.title}” is reviewed.` })
      await client.invalidateQueries({ queryKey: keys.lists('knowledge_article') })
    } catch (problem) {
      toastProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button variant="default" loading={isBusy} onClick={() => void confirm()} aria-label={`Still right: ${row.title}`}>
      Still right
    </Button>
  )
}
