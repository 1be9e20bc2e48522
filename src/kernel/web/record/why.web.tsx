import { Popover, UnstyledButton } from '@mantine/core'
import classes from './record.module.css'

/** A quiet 'Why?' beside a computed value that opens how it comes about, in words. */
export function Why({ says }: { says: string }) {
  return (
    <Popover width={280} position="bottom-start" shadow="none" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.why}>Why?</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{says}</Popover.Dropdown>
    </Popover>
  )
}
