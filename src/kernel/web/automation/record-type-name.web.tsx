import { useRegistry } from '../application.web.ts'

/** A record type by its label. */
export default function RecordTypeName({ value }: { readonly value: unknown }) {
  const record = useRegistry().records.find(({ name }) => name === value)
  return <>{record?.label[0] ?? String(value)}</>
}
