import { ResponseError } from '@backstage/errors';
import { followsSources, queryKeys } from './queryKeys';
import { isRetryable } from './isRetryable';
import { readStatusCode } from './readStatusCode';

const id = { source: 'fra', type: 'qemu', vmid: 101 } as const;

async function responseError(status: number) {
  return ResponseError.fromResponse(
    new Response('{}', {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('query keys', () => {
  it('tell guests with equal VMIDs in two clusters apart', () => {
    expect(queryKeys.guest(id)).not.toEqual(
      queryKeys.guest({ ...id, source: 'edge' }),
    );
    expect(queryKeys.guest(id)).not.toEqual(
      queryKeys.guest({ ...id, type: 'lxc' }),
    );
  });

  it('follow the sources that they were made from', () => {
    const news = new Set(['fra']);
    expect(followsSources(queryKeys.guest(id), news)).toBe(true);
    expect(
      followsSources(queryKeys.guest({ ...id, source: 'edge' }), news),
    ).toBe(false);
    // Lists of all sources change with each of them.
    expect(followsSources(queryKeys.nodes(), news)).toBe(true);
    expect(followsSources(queryKeys.nodes('edge'), news)).toBe(false);
    expect(followsSources(queryKeys.guests({ search: 'x' }), news)).toBe(true);
    expect(followsSources(queryKeys.guests({ source: 'edge' }), news)).toBe(
      false,
    );
    // Read on demand, with an age of its own.
    expect(followsSources(queryKeys.guestDetails(id), news)).toBe(false);
    expect(followsSources(['something else'], news)).toBe(false);
  });
});

describe('retries', () => {
  it('are for failures that may pass, and end', async () => {
    expect(isRetryable(0, await responseError(503))).toBe(true);
    expect(isRetryable(2, await responseError(503))).toBe(false);
    expect(isRetryable(0, new TypeError('Failed to fetch'))).toBe(true);
  });

  it('are not for answers that say no or do not fit', async () => {
    expect(isRetryable(0, await responseError(403))).toBe(false);
    expect(isRetryable(0, await responseError(404))).toBe(false);
    expect(isRetryable(0, new Error('does not fit'))).toBe(false);
  });

  it('know the status of an error from another copy of the errors package', () => {
    const error = Object.assign(new Error('no'), {
      name: 'ResponseError',
      statusCode: 418,
    });
    expect(readStatusCode(error)).toBe(418);
    expect(readStatusCode(new Error('no'))).toBeUndefined();
  });
});
