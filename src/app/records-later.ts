import {
  ComplianceCheck,
  Contract,
  ContractDocument,
  ContractEvent,
  ContractLetter,
  Obligation,
  PriceIndex,
  RenewalAlternative,
  RenewalDossier,
} from '../external/contracts/index.ts'
import {
  AvailabilityPromise,
  CoverWindow,
  ExitExercise,
  ExitPlan,
  OutsourcedService,
  CountedRequests,
  Responsibility,
  ServiceCredit,
} from '../external/outsourcing/index.ts'
import {
  Correspondence,
  Engagement,
  ImprovementPlan,
  LegalEntity,
  PerformanceReview,
  ReportedFigure,
  Scorecard,
  ScorecardMetric,
  ScorecardValue,
  Vendor,
  VendorContact,
  VendorIssue,
  VendorMeeting,
} from '../external/vendors/index.ts'
import { Calendar, SpecialDay } from '../foundation/calendars/index.ts'
import { Currency } from '../foundation/currencies/index.ts'
import { serviceReplaces } from '../foundation/services/index.ts'
import { ConfigurationItem, Outage } from '../internal/operations/index.ts'
import {
  Macro,
  OnCallOverride,
  OnCallRota,
  PendingReason,
  ServiceLevel,
  SupportSkill,
  TeamIntake,
  TicketCategory,
  ticketLinks,
  ticketSolvedBy,
  ticketUses,
  TimeEntry,
} from '../internal/support/index.ts'
import { ApprovalTemplate } from '../kernel/approvals/approval-template.record.ts'
import { AutomationRule } from '../kernel/automation/automation-rule.record.ts'
import { CustomField } from '../kernel/custom/custom-field.record.ts'
import { IdentityProvider } from '../kernel/identity/identity-provider.record.ts'
import { Mailbox } from '../kernel/mail-in/mailbox.record.ts'
import type { LinkType } from '../kernel/record/define.ts'
import { defineWebhook } from '../kernel/webhooks/webhook.record.ts'
import {
  creditRestsOnOutage,
  engagementLinks,
  itemProvidedUnder,
  ticketWithVendor,
  underpinningLinks,
  VendorTicket,
} from '../links/index.ts'
import { recordsAtOnce } from './records-at-once.ts'
import { settings } from './settings.ts'

const told = [
  Calendar,
  SpecialDay,
  Currency,
  TicketCategory,
  PendingReason,
  ServiceLevel,
  TimeEntry,
  Macro,
  SupportSkill,
  TeamIntake,
  OnCallRota,
  OnCallOverride,
  ConfigurationItem,
  Outage,
  AvailabilityPromise,
  CountedRequests,
  ServiceCredit,
  CustomField,
  ApprovalTemplate,
  AutomationRule,
  Contract,
  ContractEvent,
  ContractDocument,
  ComplianceCheck,
  Obligation,
  RenewalDossier,
  RenewalAlternative,
  ContractLetter,
  PriceIndex,
  LegalEntity,
  Vendor,
  Engagement,
  VendorContact,
  VendorMeeting,
  PerformanceReview,
  Scorecard,
  ScorecardMetric,
  ScorecardValue,
  ReportedFigure,
  VendorIssue,
  ImprovementPlan,
  Correspondence,
  OutsourcedService,
  CoverWindow,
  Responsibility,
  ExitPlan,
  ExitExercise,
  VendorTicket,
  ...settings,
]

/** The other records: the web app loads them in a file of their own once somebody is signed in. */
export const recordsLater = [...told, IdentityProvider, Mailbox, defineWebhook([...recordsAtOnce, ...told])]

/** All links; they are drawn on pages of records only, which wait for them. */
export const linksLater: readonly LinkType[] = [
  serviceReplaces,
  ticketSolvedBy,
  ticketUses,
  ...ticketLinks,
  creditRestsOnOutage,
  itemProvidedUnder,
  ...underpinningLinks,
  ...engagementLinks,
  ticketWithVendor,
]
