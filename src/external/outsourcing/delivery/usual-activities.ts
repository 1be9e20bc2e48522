import type { Responsibility } from './responsibility.record.ts'

/** What somebody has to do wherever a service is run by others; whoever starts from it sees what was never agreed. */
export const usualActivities: readonly Pick<Responsibility, 'activity' | 'area' | 'control'>[] = [
  { activity: 'Watch the service and raise the alarm', area: 'operations', control: 'ISO/IEC 27001 A.8.16' },
  { activity: 'Take calls and mails of users', area: 'operations', control: null },
  { activity: 'Resolve incidents', area: 'operations', control: null },
  { activity: 'Lead major incidents and tell those affected', area: 'operations', control: 'ISO/IEC 27001 A.5.26' },
  { activity: 'Plan and approve changes', area: 'operations', control: 'ISO/IEC 27001 A.8.32' },
  { activity: 'Plan capacity', area: 'operations', control: 'ISO/IEC 27001 A.8.6' },
  { activity: 'Apply security updates', area: 'security', control: 'ISO/IEC 27001 A.8.8' },
  { activity: 'Give and take back access', area: 'security', control: 'ISO/IEC 27001 A.5.18' },
  { activity: 'Keep privileged accounts and their second factor', area: 'security', control: 'ISO/IEC 27001 A.8.2' },
  { activity: 'Keep logs and look through them', area: 'security', control: 'ISO/IEC 27001 A.8.15' },
  { activity: 'Report security incidents within the agreed time', area: 'security', control: 'ISO/IEC 27001 A.6.8' },
  { activity: 'Test the security of the service', area: 'security', control: 'ISO/IEC 27001 A.8.29' },
  { activity: 'Look after subcontractors', area: 'security', control: 'ISO/IEC 27001 A.5.21' },
  { activity: 'Encrypt data and keep the keys', area: 'data', control: 'ISO/IEC 27001 A.8.24' },
  { activity: 'Delete data that are no longer needed', area: 'data', control: 'ISO/IEC 27001 A.8.10' },
  { activity: 'Answer those whose data they are', area: 'data', control: 'GDPR art. 12 to 22' },
  { activity: 'Make backups', area: 'continuity', control: 'ISO/IEC 27001 A.8.13' },
  { activity: 'Try out that backups can be restored', area: 'continuity', control: 'ISO/IEC 27001 A.8.13' },
  { activity: 'Keep and try out the recovery plan', area: 'continuity', control: 'ISO/IEC 27001 A.5.30' },
  { activity: 'Measure service levels and claim credits', area: 'commercial', control: null },
]
