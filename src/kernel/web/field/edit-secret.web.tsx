import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { secretMask } from '../../record/field.ts'
import type { EditorProps } from './editor.ts'

/** A secret is typed anew or left as it is; what is set is never shown. */
export function SecretEdit({ value, onChange, frame }: EditorProps) {
  const [wasSet] = useState(value === secretMask)
  const typed = typeof value === 'string' && value !== secretMask ? value : ''
  return (
    <PasswordInput
      {...frame}
      placeholder={wasSet ? 'Set. Type to replace it' : frame.placeholder}
      autoComplete="new-password"
      value={typed}
      onChange={({ currentTarget }) => onChange(currentTarget.value || (wasSet ? secretMask : null))}
    />
  )
}
