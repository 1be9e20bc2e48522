/** What the routes of webhooks send: the server writes these shapes, the web reads them. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'withheld'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** `GET /webhooks/{id}/state`. */
export interface WebhookState {
  /** Null where there is no secret yet, and so nothing is sent. */
  readonly secretMadeAt: string | null
  /** Until when the secret before signs, too. */
  readonly oldSecretUntil: string | null
  readonly waiting: number
  readonly failed: number
  readonly delivered: number
  readonly lastArrivedAt: string | null
  readonly failingSince: string | null
  /** Why it was switched off by itself. */
  readonly offBecause: string | null
}
/** `GET /webhooks/{id}/deliveries` gives `{ rows, next }`, the latest first. */
export interface ShownDelivery {
  readonly id: string
  /** `person.updated`. */
  readonly event: string
  readonly recordId: string | null
  readonly title: string | null
  readonly type: string | null
  /** The rule that called for it. */
  readonly rule: string | null
  readonly at: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly status: number | null
  readonly says: string | null
  readonly nextAt: string | null
  readonly endedAt: string | null
}
/** `GET /webhook-deliveries/{id}` gives the delivery with its `requests`; the tests of a webhook answer with one. */
export interface ShownAttempt {
  readonly id: string
  readonly at: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  /** Null for those as whom it wasn't read, and once it is forgotten. */
  readonly requestBody: string | null
  readonly status: number | null
  readonly answerHeaders: Readonly<Record<string, string>> | null
  readonly answerBody: string | null
  readonly says: string | null
  readonly ms: number
}
