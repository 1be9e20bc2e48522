import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface DialogProps {
  title: string
  size?: 'md' | 'lg'
  onClose: () => void
  children: ReactNode
}

/** A dialog of the record's page, open while it is mounted. */
export function Dialog({ title, size = 'md', onClose, children }: DialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      padding="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { fontWeight: 600 } }}
    >
      {children}
    </Modal>
  )
}
