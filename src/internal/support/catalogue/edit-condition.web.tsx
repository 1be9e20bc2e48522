import { ActionIcon, Button, Input, Select } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { Condition } from './condition.ts'
import {
  andGroup,
  andPart,
  conditionOf,
  deepest,
  type Group,
  groupOf,
  isGroup,
  joinings,
  type Joins,
  withoutPart,
  withPart,
} from './condition-groups.ts'
import { conditionText } from './condition-words.ts'
import { EditComparison, freshComparison } from './edit-comparison.web.tsx'
import type { Question } from './form.ts'
import css from './edit-condition.module.css'

interface Props {
  readonly condition: Condition | undefined
  readonly before: readonly Question[]
  readonly change: (condition: Condition | undefined) => void
  readonly label?: string
}

/** Says when something is asked or done: comparisons, and groups of them within one another, with the whole in words below. */
export function EditCondition({ condition, before, change, label = 'Asked only when' }: Props) {
  const group = groupOf(condition)
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className={css.root} role="group" aria-label={label}>
        {group.parts.length === 0 ? (
          <Button variant="subtle" onClick={() => change(freshComparison(before))}>
            Only under a condition
          </Button>
        ) : (
          <EditGroup group={group} level={1} before={before} change={(next) => change(conditionOf(next))} />
        )}
        {condition && group.parts.length + depthIn(group) > 2 && (
          <p className={css.words} aria-live="polite">
            {sentenceOf(conditionText(condition, before))}
          </p>
        )}
      </div>
    </Input.Wrapper>
  )
}

/** A value that is still missing ends in three dots of its own. */
const sentenceOf = (words: string): string => `When ${words}${words.endsWith('…') ? '' : '.'}`

const depthIn = ({ parts }: Group): number => (parts.some(isGroup) ? 2 : 1)

interface GroupProps {
  readonly group: Group
  readonly level: number
  readonly before: readonly Question[]
  readonly change: (group: Group) => void
  readonly remove?: () => void
}

function EditGroup({ group, level, before, change, remove }: GroupProps) {
  const { joins, parts } = group
  const hasJoining = level > 1 || parts.length > 1 || joins === 'none'
  return (
    <div className={css.group} data-level={level} data-joins={joins} role={level > 1 ? 'group' : undefined}>
      {hasJoining && (
        <div className={css.head}>
          <Select
            aria-label={level === 1 ? 'How the conditions are joined' : 'How the conditions of this group are joined'}
            data={joinings.map((value) => ({ value, label: joinWords[value] }))}
            value={joins}
            allowDeselect={false}
            onChange={(next) => {
              const how = joinings.find((one) => one === next)
              if (how) change({ ...group, joins: how })
            }}
          />
          {remove && (
            <ActionIcon aria-label="Remove this group" onClick={remove}>
              <IconX size={14} />
            </ActionIcon>
          )}
        </div>
      )}
      {parts.map((part, index) => (
        <div key={index} className={css.part}>
          {index > 0 && <span className={css.joint}>{jointWords[joins]}</span>}
          {isGroup(part) ? (
            <EditGroup
              group={part}
              level={level + 1}
              before={before}
              change={(next) =>
                change(next.parts.length === 0 ? withoutPart(group, index) : withPart(group, index, next))
              }
              remove={() => change(withoutPart(group, index))}
            />
          ) : (
            <div className={css.comparison}>
              <EditComparison part={part} before={before} change={(next) => change(withPart(group, index, next))} />
              <ActionIcon aria-label="Remove this condition" onClick={() => change(withoutPart(group, index))}>
                <IconX size={14} />
              </ActionIcon>
            </div>
          )}
        </div>
      ))}
      <div className={css.ways}>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change(andPart(group, freshComparison(before)))}
        >
          Another condition
        </Button>
        {level < deepest && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => change(andGroup(group, freshComparison(before)))}
          >
            A group
          </Button>
        )}
      </div>
    </div>
  )
}

const joinWords: Readonly<Record<Joins, string>> = {
  all: 'all of these hold',
  any: 'any of these holds',
  none: 'none of these holds',
}
const jointWords: Readonly<Record<Joins, string>> = { all: 'and', any: 'or', none: 'nor' }
