import { Button, Group, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Approval } from '../../approvals/wire.ts'
import { api, keys } from '../api.web.ts'
import { toast, toastProblem } from '../toast.web.tsx'
import css from './ballot.module.css'

/** Exactly what is approved, and the two ways to decide. */
export function Ballot({ approval, recordId }: { approval: Approval; recordId: string }) {
  const client = useQueryClient()
  const [comment, setComment] = useState('')
  const [isSending, setIsSending] = useState(false)
  const decide = async (isYes: boolean) => {
    setIsSending(true)
    try {
      await api('POST', `/approvals/${approval.id}/votes`, { body: { isYes, comment } })
      toast({ says: isYes ? `You approved “${approval.title}”.` : `You rejected “${approval.title}”.` })
    } catch (problem) {
      toastProblem(problem)
    }
    setIsSending(false)
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.traits(recordId) }),
      client.invalidateQueries({ queryKey: keys.myWork }),
    ])
  }
  return (
    <div className={css.ballot}>
      <dl className={css.shown}>
        {approval.shown.map(({ field, label, value, before }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              {before !== undefined && (
                <>
                  <del>{before || 'empty'}</del>{' '}
                </>
              )}
              {value || 'empty'}
            </dd>
          </div>
        ))}
      </dl>
      <Textarea
        label="Comment"
        autosize
        minRows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="sm" loading={isSending} onClick={() => void decide(true)}>
          Approve
        </Button>
        <Button size="sm" variant="default" disabled={isSending} onClick={() => void decide(false)}>
          Reject
        </Button>
      </Group>
    </div>
  )
}
