import css from './identity.module.css'

/** What was pasted: that it was, and all of it for whoever wants to look. */
export default function MetadataText({ value }: { readonly value: unknown }) {
  if (typeof value !== 'string' || value === '') return <>—</>
  return (
    <details className={css.metadata}>
      <summary>Pasted, {value.length.toLocaleString('en')} characters</summary>
      <pre>{value}</pre>
    </details>
  )
}
