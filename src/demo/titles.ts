/** What the people of a unit are called, from its managers down. */
export interface Titles {
  readonly manager: string
  readonly lead: string
  readonly staff: readonly string[]
}
export const titles = (manager: string, lead: string, ...staff: string[]): Titles => ({ manager, lead, staff })

export const works = titles(
  'Area manager',
  'Shift lead',
  'Assembly technician',
  'Assembly technician',
  'Machine operator',
  'Calibration technician',
  'Maintenance technician',
  'Material handler',
)
export const research = (field: string): Titles =>
  titles(
    `${field} programme manager`,
    `Lead ${field.toLowerCase()} engineer`,
    `${field} engineer`,
    `${field} engineer`,
    `Senior ${field.toLowerCase()} engineer`,
    'Test engineer',
  )
export const sales = titles(
  'Regional sales manager',
  'Key account manager',
  'Sales representative',
  'Sales representative',
  'Application specialist',
  'Inside sales coordinator',
)
