/** How a claim's period is measured by what is known now. */
export interface Working {
  readonly isMeasured: boolean
  readonly period: { readonly from: string; readonly to: string; readonly says: string } | null
  readonly sentences: readonly {
    readonly says: string
    readonly outage: string | null
    readonly title: string | null
  }[]
  readonly stretches: readonly Stretch[]
  /** What is different by what is known now, where it is. */
  readonly differs: string | null
}
export interface Stretch {
  readonly outage: string
  readonly title: string
  readonly from: string
  readonly to: string
  readonly verdict: 'counts' | 'excluded' | 'ignored'
}

/** How a promise was kept, period by period, the newest last. */
export interface KeptPromise {
  readonly id: string
  readonly number: string | null
  readonly name: string
  readonly target: string
  /** That it failed so often that the contract may be ended. */
  readonly chronic: string | null
  readonly periods: readonly KeptPeriod[]
}
export interface KeptPeriod {
  readonly first: string
  readonly last: string
  readonly says: string
  readonly availability: string | null
  /** For which days no requests are counted, in short; null where none is missing, or it isn’t by requests. */
  readonly unknown: string | null
  readonly isMissed: boolean
  readonly isFinal: boolean
  readonly owed: { readonly amount: string; readonly currency: string } | null
  readonly claim: { readonly id: string; readonly number: string | null; readonly state: string } | null
}

/** Rows on which a figure rests, of one kind: how many there are, and those of them that the caller may read. */
export interface Evidence {
  readonly says: string
  readonly type: string
  readonly count: number
  readonly rows: readonly {
    readonly id: string
    readonly number: string | null
    readonly title: string
    /** What it adds: 'by 32 min'. */
    readonly note: string | null
  }[]
}
/** What a value of a scorecard rests on, as it is measured now. */
export interface MeasuredNow {
  /** Null where its metric is entered, and nothing can be measured. */
  readonly fact: string | null
  readonly value: string | null
  readonly says: string | null
  /** What is different by what is known now, where it is. */
  readonly differs: string | null
  readonly evidence: readonly Evidence[]
}

/** One figure of a report: ours, theirs, and what lies between them. */
export interface ReportFigure {
  readonly fact: string
  readonly label: string
  readonly unit: string | null
  readonly value: string | null
  readonly says: string
  /** The same in the period before. */
  readonly before: string | null
  readonly theirs: { readonly value: string; readonly says: string | null } | null
  readonly difference: { readonly says: string; readonly isBeyond: boolean } | null
  readonly evidence: readonly Evidence[]
}
/** Rows of one kind that belong to the period; null where the reader may see none of that kind. */
export interface ReportSection {
  readonly title: string
  readonly type: string
  readonly none: string
  readonly rows: readonly {
    readonly id: string
    readonly number: string | null
    readonly title: string
    readonly note: string | null
  }[]
}
/** Something that is to be done about what we buy: an issue, a plan, or a task of one of them, of a review or a meeting. */
export interface OpenAction {
  readonly id: string
  /** The record that it leads to: itself, or that on which it hangs as a task. */
  readonly type: string
  readonly record: string
  readonly number: string | null
  readonly title: string
  /** 'Issue', 'Improvement plan', 'Task'. */
  readonly kind: string
  /** What a task is of. */
  readonly about: string | null
  readonly owner: string | null
  readonly dueOn: string | null
  readonly isLate: boolean
}
/** How an engagement did in a period, out of what the system knows. */
export interface ServiceReport {
  readonly engagement: { readonly id: string; readonly number: string | null; readonly title: string }
  readonly vendor: string | null
  readonly owner: string | null
  readonly period: string
  readonly says: string
  readonly previous: string
  readonly next: string | null
  readonly isOver: boolean
  readonly asOf: string
  readonly figures: readonly ReportFigure[]
  readonly scores: readonly {
    readonly card: string
    readonly period: string
    readonly score: string | null
    readonly grade: 'good' | 'fair' | 'poor' | null
    readonly says: string
  }[]
  readonly cover: readonly { readonly id: string; readonly title: string; readonly says: string }[]
  /** As they are now, those that are late first. */
  readonly actions: readonly OpenAction[]
  readonly sections: readonly ReportSection[]
  readonly mayReport: boolean
}
