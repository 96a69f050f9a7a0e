import { toKubeError } from './toKubeError';

const secret = '/api/v1/namespaces/tenant-team-a/secrets/acme';
const cluster =
  '/apis/cluster.x-k8s.io/v1beta2/namespaces/tenant-team-a/clusters/acme';

/** What a kube-apiserver 1.36 said. */
function refused(
  path: string,
  status: number,
  body: string | { reason?: string; message: string; causes?: object[] },
) {
  const { causes, ...rest } = Object(body);
  return toKubeError({
    source: 'mgmt-a',
    method: 'PATCH',
    path,
    status,
    body:
      typeof body === 'string'
        ? body
        : JSON.stringify({ kind: 'Status', ...rest, details: { causes } }),
  });
}

describe('toKubeError', () => {
  it('names who manages which key of a Secret', () => {
    const error = refused(secret, 409, {
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "vault": .data.url',
      causes: [
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "vault"',
          field: '.data.url',
        },
      ],
    });
    expect(error.kind).toBe('conflict');
    expect(error.reason).toContain('conflict with "vault": .data.url');
    expect(error.causes).toMatchObject([{ field: '.data.url' }]);
  });

  it('names the account that may not write Secrets, and the right it lacks', () => {
    const { reason } = refused(secret, 403, {
      reason: 'Forbidden',
      message:
        'secrets "acme" is forbidden: User "portal" cannot patch resource "secrets" in API group "" in the namespace "tenant-team-a"',
    });
    expect(reason).toContain('User "portal" cannot patch resource "secrets"');
  });

  it('does not repeat what a policy says of a Secret', () => {
    const { reason } = refused(secret, 403, {
      reason: 'Forbidden',
      message: 'secrets "acme" is forbidden: the value hunter2 is too short',
    });
    expect(reason).toBe('Forbidden');
  });

  it.each([secret, cluster])(
    'does not ask for rights where the namespace is being deleted: %s',
    path => {
      const error = refused(path, 403, {
        reason: 'Forbidden',
        message:
          '"acme" is forbidden: unable to create new content in namespace tenant-team-a because it is being terminated',
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace tenant-team-a is being terminated',
            field: 'metadata.namespace',
          },
        ],
      });
      expect(error.reason).toContain('being terminated');
      expect(error.nextStep).toMatch(/Wait until the namespace is gone/);
    },
  );

  it('says a status once', () => {
    const { message } = refused(cluster, 404, '404 page not found\n');
    expect(message).toContain('failed: 404 page not found.');
  });

  it('takes a server that has just started for one that needs a moment', () => {
    const error = refused(cluster, 503, {
      reason: 'ServiceUnavailable',
      message:
        'the request has been made before all known HTTP paths have been installed, please try again',
    });
    expect(error.kind).toBe('throttled');
  });
});
