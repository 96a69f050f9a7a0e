import { Task } from '@rackstage/plugin-proxmox-common';
import {
  aGuest,
  aSnapshot,
  aSourceState,
} from '../../__testUtils__/aSourceState';
import { GuestDetailsReading } from '../details/readGuestDetails';
import { diagnoseGuest } from './diagnoseGuest';
import { GuestFindings } from './guestRules';

const asOf = '2026-11-21T10:00:00.000Z';
const since = '2026-11-21T09:00:00.000Z';

function findings(changes: Partial<GuestFindings> = {}): GuestFindings {
  const state = changes.state ?? aSourceState();
  return { guest: aGuest(), state, node: state.data?.nodes[0], ...changes };
}

function details(
  changes: Partial<GuestDetailsReading> = {},
): GuestDetailsReading {
  return {
    configuration: {
      asOf,
      value: {
        onBoot: true,
        protection: false,
        agent: true,
        disks: [
          { key: 'scsi0', storage: 'ceph-vm', media: 'disk', backup: true },
        ],
        interfaces: [],
      },
    },
    addresses: {
      asOf,
      value: [{ address: '10.0.0.21', family: 'ipv4', origin: 'agent' }],
    },
    snapshots: { asOf, value: [] },
    ...changes,
  };
}

const addressProblem = {
  code: 'upstream-error',
  message: 'The guest agent of 201 does not answer.',
  nextStep: 'Start it.',
} as const;

const cloneTask: Task = {
  source: 'fra',
  upid: 'UPID:pve1:0001:0002:0003:qmclone:201:root@pam:',
  node: 'pve1',
  type: 'qmclone',
  id: '201',
  user: 'root@pam',
  startedAt: since,
  outcome: 'running',
};

const withStorageUsage = (used: number) => {
  const snapshot = aSnapshot();
  const [storage] = snapshot.storages;
  return aSourceState({
    data: {
      ...snapshot,
      storages: [{ ...storage, usage: { used, total: 100 } }],
    },
  });
};

describe('diagnoseGuest', () => {
  it('finds nothing wrong with a guest that is well', () => {
    expect(diagnoseGuest(findings({ details: details() }))).toEqual([]);
  });

  it.each<[string, Partial<GuestFindings>, string, RegExp]>([
    [
      'source-failing',
      {
        state: aSourceState({
          error: {
            code: 'unreachable',
            message: 'https://pve1.example.com:8006 refuses connections.',
            nextStep: 'Start it.',
            since,
          },
        }),
      },
      'error',
      /Frankfurt has not been readable since 2026-11-21T09.*read at 2026-11-21T10/,
    ],
    [
      'no-quorum',
      {
        state: aSourceState({
          data: aSnapshot({
            cluster: { ...aSnapshot().cluster, quorate: false },
          }),
        }),
      },
      'error',
      /no quorum/,
    ],
    [
      'node-offline',
      {
        guest: aGuest({ status: 'unknown' }),
        node: { ...aSnapshot().nodes[0], status: 'offline' },
      },
      'error',
      /Node pve1 is offline, and orders-api-1 \(201\) with it/,
    ],
    [
      'status-unknown',
      { guest: aGuest({ status: 'unknown', name: undefined }) },
      'warning',
      /pve1 has not told the status of Guest 201/,
    ],
    [
      'unreadable',
      { guest: aGuest({ unreadableSince: since }) },
      'warning',
      /can no longer read orders-api-1 \(201\).*2026-11-21T09/,
    ],
    [
      'locked',
      {
        guest: aGuest({ lock: 'clone' }),
        state: aSourceState({ data: aSnapshot({ tasks: [cloneTask] }) }),
      },
      'info',
      /locked \(clone\) by the task qmclone, which runs since 2026-11-21T09/,
    ],
    [
      'locked',
      {
        guest: aGuest({ lock: 'clone' }),
        state: aSourceState({ data: aSnapshot({ tasks: undefined }) }),
      },
      'info',
      /is locked \(clone\)\.$/,
    ],
    [
      'lock-left-behind',
      {
        guest: aGuest({ lock: 'backup' }),
        state: aSourceState({
          data: aSnapshot({ tasks: [{ ...cloneTask, id: '202' }] }),
        }),
      },
      'warning',
      /locked \(backup\), but no task of it runs/,
    ],
    [
      'agent-silent',
      { details: details({ addressProblem }) },
      'info',
      /^The guest agent of 201 does not answer\.$/,
    ],
    [
      'storage-nearly-full',
      { details: details(), state: withStorageUsage(85) },
      'warning',
      /Storage ceph-vm.*85 % full/,
    ],
    [
      'storage-full',
      { details: details(), state: withStorageUsage(95) },
      'error',
      /Storage ceph-vm.*95 % full/,
    ],
  ])('%s', (...[ruleId, changes, severity, text]) => {
    const diagnoses = diagnoseGuest(findings(changes));

    expect(diagnoses).toEqual([
      expect.objectContaining({
        ruleId,
        severity,
        nextStep: expect.any(String),
      }),
    ]);
    expect(diagnoses[0].text).toMatch(text);
  });

  it.each<[string, Partial<GuestFindings>]>([
    [
      'a storage with room',
      { details: details(), state: withStorageUsage(84) },
    ],
    ['a full storage, details not read', { state: withStorageUsage(99) }],
    [
      'an agent of a stopped guest',
      {
        guest: aGuest({ status: 'stopped' }),
        details: details({ addressProblem }),
      },
    ],
  ])('says nothing of %s', (_name, changes) => {
    expect(diagnoseGuest(findings(changes))).toEqual([]);
  });

  it('names no host of a failing source', () => {
    const diagnoses = diagnoseGuest(
      findings({
        state: aSourceState({
          error: {
            code: 'unreachable',
            message: 'https://pve1.example.com:8006 refuses connections.',
            nextStep: 'Start it.',
            since,
          },
        }),
      }),
    );

    expect(JSON.stringify(diagnoses)).not.toContain('example.com');
  });

  it('tells the worst first', () => {
    const diagnoses = diagnoseGuest(
      findings({
        guest: aGuest({ lock: 'clone', unreadableSince: since }),
        state: aSourceState({
          data: aSnapshot({
            cluster: { ...aSnapshot().cluster, quorate: false },
            tasks: [cloneTask],
          }),
        }),
      }),
    );

    expect(diagnoses.map(({ ruleId }) => ruleId)).toEqual([
      'no-quorum',
      'unreadable',
      'locked',
    ]);
  });
});
