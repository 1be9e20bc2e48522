import { BusinessUnit } from '../foundation/business-units/index.ts'
import { Calendar, SpecialDay } from '../foundation/calendars/index.ts'
import { Currency } from '../foundation/currencies/index.ts'
import { Location } from '../foundation/locations/index.ts'
import { Person } from '../foundation/people/index.ts'
import { Service, serviceReplaces } from '../foundation/services/index.ts'
import { Team } from '../foundation/teams/index.ts'
import { Device } from '../internal/operations/index.ts'
import {
  CatalogueItem,
  FulfilmentTask,
  KnowledgeArticle,
  Macro,
  OnCallOverride,
  OnCallRota,
  PendingReason,
  ServiceLevel,
  SupportSkill,
  TeamIntake,
  Ticket,
  TicketCategory,
  ticketLinks,
  ticketSolvedBy,
  ticketUses,
  TimeEntry,
} from '../internal/support/index.ts'
import type { LinkType } from '../kernel/record/define.ts'
import { ApprovalTemplate } from '../kernel/approvals/approval-template.record.ts'
import { AutomationRule } from '../kernel/automation/automation-rule.record.ts'
import { CustomField } from '../kernel/custom/custom-field.record.ts'
import { IdentityProvider } from '../kernel/identity/identity-provider.record.ts'
import { Mailbox } from '../kernel/mail-in/mailbox.record.ts'
import { defineWebhook } from '../kernel/webhooks/webhook.record.ts'
import { createRegistry, type Registry } from '../kernel/record/registry.ts'
import { settings } from './settings.ts'

const links: readonly LinkType[] = [serviceReplaces, ticketSolvedBy, ticketUses, ...ticketLinks]

const told = [
  Person,
  Team,
  BusinessUnit,
  Location,
  Service,
  Calendar,
  SpecialDay,
  Currency,
  Device,
  Ticket,
  TicketCategory,
  PendingReason,
  ServiceLevel,
  TimeEntry,
  KnowledgeArticle,
  Macro,
  SupportSkill,
  TeamIntake,
  OnCallRota,
  OnCallOverride,
  CustomField,
  ApprovalTemplate,
  AutomationRule,
  CatalogueItem,
  FulfilmentTask,
  ...settings,
]
const records = [...told, IdentityProvider, Mailbox, defineWebhook(told)]

/** Every record and link of Quarterdeck; another one each time, since an installation extends its own. */
export const makeRegistry = (): Registry => createRegistry(records, links)

/** What this process serves and the web app draws. */
export const registry = makeRegistry()
