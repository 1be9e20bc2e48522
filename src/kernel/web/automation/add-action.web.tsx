import { Button, type ButtonProps, Menu } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'

interface AddActionProps<A extends { readonly do: string }> extends Pick<ButtonProps, 'variant' | 'size' | 'disabled'> {
  /** What may be added, each as it starts. */
  readonly offered: readonly A[]
  readonly labels: Readonly<Record<A['do'], string>>
  readonly isFirst: boolean
  readonly onAdd: (action: A) => void
}

/** Adds one more thing to do to a list of them. */
export function AddAction<A extends { readonly do: string }>(props: AddActionProps<A>) {
  const { offered, labels, isFirst, onAdd, ...button } = props
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button {...button} style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={14} aria-hidden />}>
          {isFirst ? 'What to do' : 'And then'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((action) => (
          <Menu.Item key={action.do} onClick={() => onAdd(action)}>
            {labels[action.do as A['do']]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
