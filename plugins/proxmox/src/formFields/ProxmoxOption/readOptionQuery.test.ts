import { readOptionQuery } from './readOptionQuery';

describe('readOptionQuery', () => {
  it('takes from the form what narrows the choice', () => {
    expect(
      readOptionQuery(
        { managementCluster: 'cluster', tenant: 'tenant', template: 'image' },
        { cluster: 'mgmt-a', tenant: 'tenant-a', image: 9010, storage: 'x' },
      ),
    ).toEqual({
      query: {
        managementCluster: 'mgmt-a',
        tenant: 'tenant-a',
        template: '9010',
      },
      missing: [],
    });
  });

  it('says what has to be chosen first', () => {
    expect(
      readOptionQuery(
        { managementCluster: 'managementCluster', source: 'source' },
        { managementCluster: '' },
      ),
    ).toEqual({ query: {}, missing: ['managementCluster', 'source'] });
  });

  it('asks for everything where nothing narrows it', () => {
    expect(readOptionQuery(undefined, undefined)).toEqual({
      query: {},
      missing: [],
    });
    expect(readOptionQuery({ node: 'nodes' }, { nodes: ['pve1'] })).toEqual({
      query: {},
      missing: [],
    });
  });
});
