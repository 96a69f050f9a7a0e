/** Errors by parameter name, as the `errors` member of a 400 answer. */
export type ParameterErrors = Record<string, string>;

/**
 * An answer other than 200. `message` is the whole text; its first line becomes
 * the reason phrase of the status line, as the vendor's server does it.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: ParameterErrors,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** 500: what a `die` in the vendor's code becomes. There is no 404. */
export function failure(text: string): ApiError {
  return new ApiError(500, `${text}\n`);
}

/** 400 with one text per wrong parameter. */
export function badParameters(errors: ParameterErrors): ApiError {
  return new ApiError(400, 'Parameter verification failed.\n', errors);
}

/** 403; `detail` names path and privilege where the vendor's server does. */
export function forbidden(detail?: string): ApiError {
  return new ApiError(
    403,
    detail
      ? `Permission check failed (${detail})\n`
      : 'Permission check failed\n',
  );
}

/** 501 for a path or method that is not in the register. */
export function notImplemented(method: string, path: string): ApiError {
  return new ApiError(501, `Method '${method} ${path}' not implemented`);
}
