import type { ValidationCause } from '../object/types';

/** One cause in the details of a Status. */
export interface StatusCause {
  reason: string;
  message: string;
  field?: string;
}

/** Details of a Status, in the order in which the API writes them. */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** A failure as the API answers it. */
export interface FailureStatus {
  code: number;
  message: string;
  /** Absent for the failures that the API answers as a bare 500. */
  reason?: string;
  details?: StatusDetails;
  /** A token that goes on with an expired list. */
  continueToken?: string;
  /** Refused in front of the API, by the authorizer. */
  isOfAuthorizer?: boolean;
}

/** A refusal by the API: becomes a `Status` object on the wire. */
export class StatusError extends Error {
  constructor(readonly status: FailureStatus) {
    super(status.message);
    this.name = 'StatusError';
  }

  get code(): number {
    return this.status.code;
  }

  get reason(): string | undefined {
    return this.status.reason;
  }
}

/** A refusal as plain text, by the parts of the server in front of the API. */
export class PlainTextError extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(text);
  }
}

/** What names a kind or resource in a message. */
export interface GroupName {
  group: string;
  /** Kind or plural, as the message wants it. */
  kind: string;
}

function qualify(name: GroupName): string {
  return name.group ? `${name.kind}.${name.group}` : name.kind;
}

function detailsOf(about: GroupName, name?: string): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(about.group ? { group: about.group } : {}),
    ...(about.kind ? { kind: about.kind } : {}),
  };
}

export function notFound(about: GroupName, name: string): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: `${qualify(about)} "${name}" not found`,
    details: detailsOf(about, name),
  });
}

/** 404 of the compiled-in groups for a plural or subresource they do not have. */
export function unknownResource(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

/** 404 of everything else: text, not a Status. */
export function pageNotFound(): PlainTextError {
  return new PlainTextError(404, '404 page not found\n');
}

export function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

export function alreadyExists(
  about: GroupName,
  name: string,
  isBeingDeleted: boolean,
): StatusError {
  const prefix = isBeingDeleted ? 'object is being deleted: ' : '';
  return new StatusError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${prefix}${qualify(about)} "${name}" already exists`,
    details: detailsOf(about, name),
  });
}

export function conflict(
  about: GroupName,
  name: string,
  text: string,
): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualify(
      about,
    )} "${name}": ${text}`,
    details: detailsOf(about, name),
  });
}

/** The text of an optimistic lock that failed. */
export const modifiedText =
  'the object has been modified; please apply your changes to the latest version and try again';

/** 422 with one cause per wrong field; equal texts are said once. */
export function invalid(
  about: GroupName,
  name: string,
  causes: readonly (ValidationCause | StatusCause)[],
): StatusError {
  const texts = [
    ...new Set(causes.map(cause => `${cause.field}: ${cause.message}`)),
  ];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: `${qualify(about)} "${name}" is invalid: ${list}`,
    details: { ...detailsOf(about, name), causes: causes.map(c => ({ ...c })) },
  });
}

/** 422 about an option of the call, such as dryRun. */
export function invalidOption(kind: string, cause: StatusCause): StatusError {
  return invalid({ group: 'meta.k8s.io', kind }, '', [cause]);
}

export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

/** A 500 without a reason: how the API words many errors of users. */
export function internal(message: string): StatusError {
  return new StatusError({ code: 500, message });
}

export function unauthorized(): StatusError {
  return new StatusError({
    code: 401,
    reason: 'Unauthorized',
    message: 'Unauthorized',
  });
}

/** Why an object or a kind is forbidden. */
export interface Refusal {
  name?: string;
  /** What follows `is forbidden: `. */
  text: string;
  causes?: StatusCause[];
  isOfAuthorizer?: boolean;
}

/** 403 by admission or authorisation. */
export function forbidden(about: GroupName, refusal: Refusal): StatusError {
  const { name, text, causes, isOfAuthorizer } = refusal;
  const subject = name ? `${qualify(about)} "${name}"` : qualify(about);
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: ${text}`,
    details: { ...detailsOf(about, name), ...(causes ? { causes } : {}) },
    isOfAuthorizer,
  });
}

export function forbiddenPath(user: string, verb: string, path: string) {
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    details: {},
    isOfAuthorizer: true,
  });
}

export function expired(message: string, continueToken?: string): StatusError {
  return new StatusError({
    code: 410,
    reason: 'Expired',
    message,
    continueToken,
  });
}

export function tooLargeResourceVersion(
  wanted: number,
  current: number,
): StatusError {
  return new StatusError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    details: {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  });
}

/** 429 of the first reads of a custom kind after the server started. */
export function storageInitializing(): StatusError {
  return new StatusError({
    code: 429,
    reason: 'TooManyRequests',
    message: 'storage is (re)initializing',
    details: { retryAfterSeconds: 1 },
  });
}

export function unsupportedMediaType(accepted: string[]): StatusError {
  return new StatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  });
}

export function notAcceptable(): StatusError {
  return new StatusError({
    code: 406,
    reason: 'NotAcceptable',
    message:
      'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  });
}

export function entityTooLarge(limit: number): StatusError {
  return new StatusError({
    code: 413,
    reason: 'RequestEntityTooLarge',
    message: `Request entity too large: limit is ${limit}`,
  });
}

/** The JSON of a refusal. */
export function statusBody(status: FailureStatus): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: status.continueToken ? { continue: status.continueToken } : {},
    status: 'Failure',
    message: status.message,
    ...(status.reason ? { reason: status.reason } : {}),
    ...(status.details ? { details: status.details } : {}),
    code: status.code,
  };
}
