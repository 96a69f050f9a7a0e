import { parseUpid } from './parseUpid';

describe('parseUpid', () => {
  it.each([
    [
      'UPID:pve1:000025A6:0001F2C4:65A1B2C3:qmstart:201:root@pam:',
      { node: 'pve1', type: 'qmstart', id: '201' },
    ],
    [
      'UPID:pve-2:000025A6:10001F2C4:65A1B2C3:vzdump::backup@pve!nightly:',
      { node: 'pve-2', type: 'vzdump', id: '' },
    ],
  ])('understands %s', (upid, parts) => {
    expect(parseUpid(upid)).toEqual({ upid, ...parts });
  });

  it.each([
    '',
    '201',
    'UPID:pve1:qmstart:201:root@pam:',
    'UPID:pve1:000025A6:0001F2C4:65A1B2C3:qmstart:201:root@pam',
    'UPID:../etc:000025A6:0001F2C4:65A1B2C3:qmstart:201:root@pam:',
    'UPID:pve1:000025A6:0001F2C4:65A1B2C3:qmstart:201/../202:root@pam:',
    'UPID:pve1:000025A6:0001F2C4:65A1B2C3:qmstart:201:root@pam:\n',
  ])('refuses %j', text => {
    expect(parseUpid(text)).toBeUndefined();
  });
});
