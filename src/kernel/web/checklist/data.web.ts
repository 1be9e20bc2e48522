import { useQuery } from '@tanstack/react-query'
import type { StepView } from '../../checklist/step.ts'
import { read } from '../api.web.ts'

export const checklistKey = ['checklist'] as const

/** How far the installation is set up; asked for anew whenever its page or panel is opened. */
export const useChecklist = (isEnabled = true) =>
  useQuery({
    queryKey: checklistKey,
    queryFn: ({ signal }) => read<{ steps: readonly StepView[] }>('/checklist', {}, signal),
    enabled: isEnabled,
    refetchOnMount: 'always',
  })
