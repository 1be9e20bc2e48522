/** What the routes of the traits send and take: the server writes these shapes, the web reads them. */

/** Who did something, as others see them: the account, and the record that stands for it where there is one. */
export interface Actor {
  readonly account: string | null
  readonly name: string
  readonly self?: string | null
}
/** Enough of a record to name it and to link to it. `GET /recents` gives `{ recents: RecordLink[] }`, `GET /favourites` `{ favourites: RecordLink[] }`. */
export interface RecordLink {
  readonly id: string
  readonly type: string
  readonly number: string | null
  readonly title: string | null
  readonly state: string | null
}

/** `GET /records/{id}/comments` gives `{ comments, next }`, oldest first; `next` leads to older ones. */
export interface Comment {
  readonly id: string
  readonly at: string
  readonly by: Actor
  /** Markdown as written; empty once removed. */
  readonly text: string
  /** The same as sanitised HTML. */
  readonly html: string
  /** Seen only by those who hold `comment.see_internal`. */
  readonly isInternal: boolean
  readonly editedAt: string | null
  readonly removedAt: string | null
  readonly can: readonly ('edit' | 'remove')[]
}
/** `GET /comments/{id}/edits` gives `{ edits }`: what it said before, oldest first. */
export interface CommentEdit {
  readonly at: string
  readonly by: Actor
  readonly text: string
}

/** `GET|POST /records/{id}/files` give `{ files }`; bytes at `/files/{id}`, a small picture at `/files/{id}/preview`. */
export interface StoredFile {
  readonly id: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly type: string
  readonly at: string
  readonly by: Actor
  readonly hasPreview: boolean
  readonly can: readonly 'remove'[]
}

/** `GET /tags?type=&q=` gives `{ tags }`, most used first; `GET|PUT /records/{id}/tags` `{ tags: string[] }`. */
export interface TagUse {
  readonly name: string
  readonly count: number
}

/** `GET|PUT|DELETE /records/{id}/watch` give this. */
export interface Watching {
  readonly isWatching: boolean
  readonly watchers: readonly Actor[]
}

/** `GET /records/{id}/relations` gives `{ relations }`. */
export interface Relation {
  readonly id: string
  /** The link type's name; `related_to` joins anything to anything. */
  readonly link: string
  /** How it reads from this record: 'covers' or 'is covered by'. */
  readonly reads: string
  readonly other: RecordLink
  /** The link's own fields. */
  readonly values: Readonly<Record<string, unknown>>
  readonly can: readonly 'remove'[]
}
/** Body of `POST /records/{id}/relations`. */
export interface NewRelation {
  readonly link: string
  readonly direction: 'forward' | 'backward'
  readonly other: string
  readonly values?: Readonly<Record<string, unknown>>
}

/** `GET /records/{id}/graph?depth=1`: relations and references around one record, at most 150 nodes. */
export interface Graph {
  readonly nodes: readonly (RecordLink & { readonly distance: number })[]
  readonly edges: readonly GraphEdge[]
  /** More was there than the graph may hold. */
  readonly isCut: boolean
}
export interface GraphEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly reads: string
  readonly kind: 'relation' | 'reference'
}

/** `GET /records/{id}/tasks` gives `{ tasks }` in their order. */
export interface Task {
  readonly id: string
  readonly title: string
  readonly isDone: boolean
  readonly doneAt: string | null
  readonly assignee: { readonly id: string; readonly title: string | null } | null
  readonly dueOn: string | null
  readonly order: number
  readonly can: readonly ('update' | 'remove')[]
}
/** Body of `POST /records/{id}/tasks` (with a title) and `PATCH /tasks/{id}`; `assignee` is a record's id. */
export interface TaskChange {
  readonly title?: string
  readonly isDone?: boolean
  readonly assignee?: string | null
  readonly dueOn?: string | null
  readonly order?: number
}

/** `GET /{path}/{id}/page` gives the record as `row`, its latest `history`, and this: null for what it doesn't have. */
export interface PageParts {
  readonly comments: { readonly comments: readonly Comment[]; readonly next: string | null } | null
  readonly files: readonly StoredFile[] | null
  readonly tags: readonly string[] | null
  readonly watch: Watching | null
  readonly relations: readonly Relation[] | null
  readonly tasks: readonly Task[] | null
}

/** `GET /views?type=person` gives `{ views }`: the caller's own, and those shared with everyone, by name. */
export interface SavedView {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly isShared: boolean
  readonly isMine: boolean
  /** What the list shows, as the web app's address says it; kept as it is, at most 20,000 characters of JSON. */
  readonly settings: Readonly<Record<string, unknown>>
}
/** Body of `POST /views` (201, a `SavedView`) and, each part optional, of `PATCH /views/{id}`. Sharing needs `view.share`. */
export interface NewView {
  readonly type: string
  readonly name: string
  readonly isShared?: boolean
  readonly settings: Readonly<Record<string, unknown>>
}

/** `GET /my-work`: what waits for the caller, what points at them, and what they watch that changed in the last seven days. */
export interface MyWork {
  /** Open tasks given to the caller, soonest due first. */
  readonly tasks: readonly MyTask[]
  readonly waits: readonly MyWait[]
  readonly records: readonly MyRecords[]
  readonly changed: readonly MyChange[]
}
export interface MyTask extends Pick<Task, 'id' | 'title' | 'dueOn'> {
  readonly record: RecordLink
}
/** Records of one type with which the caller has one thing to do, soonest due first; at most five of however many. */
export interface MyWait {
  readonly type: string
  /** What is to be done, such as 'Decide whether it goes on'. */
  readonly says: string
  /** How many there are, counted up to 1,000, and how many of them are past their day or moment. */
  readonly count: number
  readonly late: number
  /** What lists them all, and sorts them. */
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: string
  readonly records: readonly (RecordLink & {
    /** The day (`2026-12-31`) or moment by which. */
    readonly by: string
    /** What names it further, such as the vendor that a review is of. */
    readonly of: string | null
  })[]
}
/** Records of one type, not archived, that point at the caller by one field. */
export interface MyRecords {
  readonly type: string
  readonly field: string
  readonly count: number
}
export interface MyChange extends RecordLink {
  readonly at: string
}
