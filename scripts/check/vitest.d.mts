/** Runs `vitest run` with these arguments, its output passed through. */
export function runVitest(
  args: readonly string[],
  options?: { readonly name?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<{ readonly passed: number; readonly failed: number; readonly skipped: number }>
