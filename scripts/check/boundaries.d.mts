/** One import across a boundary: the rule, the importing and the imported file, and the rule in words. */
export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly comment: string
}
export declare const ruleNames: readonly string[]
/** Resolves to the files read under `baseDir`, those passed over, and the violations found there. */
export declare function readBoundaries(
  baseDir: string,
): Promise<{ files: string[]; unread: string[]; violations: Violation[] }>
