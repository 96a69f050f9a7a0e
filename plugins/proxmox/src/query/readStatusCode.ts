/**
 * The HTTP status of a failed request; `undefined` for other failures. Looks at the shape instead
 * of the class, because a portal may hold several copies of `@backstage/errors`.
 */
export function readStatusCode(error: unknown): number | undefined {
  return error instanceof Error &&
    error.name === 'ResponseError' &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
