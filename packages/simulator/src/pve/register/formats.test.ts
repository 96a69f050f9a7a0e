import { checkFormat } from './formats';

describe('formats', () => {
  it.each([
    ['pve-vmid', '100'],
    ['pve-vmid', '999999999'],
    ['pve-node', 'pve-1'],
    ['dns-name', 'a.example.com'],
    ['dns-name', '9lives'],
    ['pve-storage-id', 'local-lvm'],
    ['pve-volume-id', 'local:iso/x.iso'],
    ['pve-volume-id-or-qm-path', 'none'],
    ['pve-volume-id-or-qm-path', '/dev/sda'],
    ['pve-poolid', 'a/b/c'],
    ['pve-userid', 'joe@pve'],
    ['pve-userid', 'first.last@ad.example'],
    ['pve-realm', 'pam'],
    ['pve-iface', 'vmbr0'],
    ['pve-iface', 'eno1.40'],
    ['pve-tag', 'A_b-c+d.e'],
    ['pve-tag-list', 'a;b,c d'],
    ['urlencoded', 'ssh-rsa%20AAAA%2B%3D'],
    ['mac-addr', 'BC:24:11:aa:bb:cc'],
    ['ipv4', '10.0.0.255'],
    ['ipv6', 'fe80::1'],
    ['ip', '::ffff:10.0.0.1'],
    ['disk-size', '1.5T'],
    ['email-opt', ''],
    ['pve-node-list', 'a,b'],
    ['something-unknown', '§$%'],
  ])('%s takes %s', (format, value) => {
    expect(checkFormat(format, value)).toBeUndefined();
  });

  it.each([
    ['pve-vmid', '99', 'valid VM ID'],
    ['pve-vmid', '0100', 'valid VM ID'],
    ['pve-vmid', '1000000000', 'valid VM ID'],
    ['pve-node', '-a', 'valid node name'],
    ['pve-node', 'a.b', 'valid node name'],
    ['dns-name', 'under_score', 'valid DNS name'],
    ['dns-name', 'a..b', 'valid DNS name'],
    ['dns-name', `${'a'.repeat(64)}.de`, 'valid DNS name'],
    ['pve-configid', '1a', "invalid configuration ID '1a'"],
    ['pve-storage-id', 'x', "'x' contains illegal characters"],
    ['pve-volume-id', 'local', "unable to parse volume ID 'local'"],
    ['pve-volume-id', '/x', "unable to parse volume ID '/x'"],
    ['pve-poolid', 'a/b/c/d', 'valid pool name'],
    ['pve-userid', 'joe', 'valid user name'],
    ['pve-userid', 'a b@pve', 'valid user name'],
    ['pve-iface', '0eth', 'invalid network interface name'],
    ['pve-tag', '-a', 'invalid characters in tag'],
    ['pve-tag-list', 'good;b@d', 'invalid characters in tag'],
    ['urlencoded', 'a b', 'invalid urlencoded string: a b'],
    ['urlencoded', 'a+b', 'invalid urlencoded string: a+b'],
    ['mac-addr', '01:00:00:00:00:00', 'unicast MAC'],
    ['mac-addr', 'BC:24:11:aa:bb', 'unicast MAC'],
    ['ipv4', '256.0.0.1', 'IPv4'],
    ['ipv4', '10.0.0', 'IPv4'],
    ['ip', 'host', 'IP address'],
    ['disk-size', '4X', 'disk size'],
    ['pve-node-list', 'a,-b', 'valid node name'],
  ])('%s refuses %s', (format, value, complaint) => {
    expect(checkFormat(format, value)).toContain(complaint);
  });
});
