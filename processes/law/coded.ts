/**
 * The error of a schema as a code that `input-errors.ts` has words for: 'unknown-key' and 'missing' wherever they fit, else the given one.
 */
export const coded = (code: string) => ({
  error: (issue: { code?: string | undefined, input?: unknown }) =>
    issue.code === 'unrecognized_keys' ? 'unknown-key' : issue.input === undefined ? 'missing' : code,
})
