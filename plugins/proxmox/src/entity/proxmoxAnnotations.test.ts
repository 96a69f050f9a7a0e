import { makeEntity } from '../__testUtils__/renderProxmox';
import {
  isProxmoxGuestAvailable,
  isSameEntity,
  isTenantClusterAvailable,
  readGuestId,
  readSourceName,
  readTenantClusterId,
} from './proxmoxAnnotations';

const withGuest = (text: string) =>
  makeEntity({ 'rackstage.io/proxmox-guest': text });

describe('annotations', () => {
  it('name a guest by source, type and VMID', () => {
    expect(readGuestId(withGuest('fra/lxc/210'))).toEqual({
      source: 'fra',
      type: 'lxc',
      vmid: 210,
    });
  });

  it.each(['', 'fra/210', 'fra/docker/1', 'fra/qemu/abc', 'a/b/qemu/1'])(
    'that read "%s" name none',
    text => {
      expect(isProxmoxGuestAvailable(withGuest(text))).toBe(false);
    },
  );

  it('name a tenant cluster by management cluster, namespace and name', () => {
    expect(
      readTenantClusterId(
        makeEntity({
          'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme',
        }),
      ),
    ).toEqual({ source: 'mgmt-a', namespace: 'tenant-team-a', name: 'acme' });
  });

  it.each(['', 'acme', 'tenant-team-a/acme', 'a//acme', 'a/b/c/d'])(
    'that read "%s" name no tenant cluster',
    text => {
      expect(
        isTenantClusterAvailable(
          makeEntity({ 'rackstage.io/capi-cluster': text }),
        ),
      ).toBe(false);
    },
  );

  it.each([
    ['cluster', 'fra'],
    ['node', 'fra/pve1'],
    ['storage', 'fra/pve1/local'],
  ])('of a %s name its source', (thing, text) => {
    expect(
      readSourceName(makeEntity({ [`rackstage.io/proxmox-${thing}`]: text })),
    ).toBe('fra');
  });

  it('compare entities however their refs are written', () => {
    expect(
      isSameEntity('resource:default/fra-node-pve1', 'Resource:fra-node-pve1'),
    ).toBe(true);
    expect(isSameEntity('resource:default/a', 'resource:other/a')).toBe(false);
  });
});
