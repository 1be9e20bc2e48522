/** What a device is known by. */
interface Named {
  readonly assetTag: string
  readonly kind: string
  readonly model: string | null
}

/** What a device is called: its model, or else its kind, with what is written on its label: 'ThinkPad T14 (TI-10023)'. */
export const nameOf = ({ assetTag, kind, model }: Named): string => `${model?.trim() || wordOf(kind)} (${assetTag})`

const wordOf = (kind: string): string => (kind === 'other' ? 'Device' : kind.slice(0, 1).toUpperCase() + kind.slice(1))
