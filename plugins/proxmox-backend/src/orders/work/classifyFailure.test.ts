import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { KubeErrorKind } from '@rackstage/plugin-proxmox-node';
import { aKubeError } from '../../__testUtils__/FakeKube';
import { LeaseLostError } from '../OrderStore';
import { classifyFailure, FailureClass } from './classifyFailure';

describe('classifyFailure', () => {
  it.each<[FailureClass, KubeErrorKind[]]>([
    [
      'away',
      [
        'throttled',
        'timeout',
        'unreachable',
        'certificate',
        'unexpected-answer',
        'upstream',
      ],
    ],
    [
      'refused',
      [
        'unauthorized',
        'forbidden',
        'not-found',
        'already-exists',
        'conflict',
        'invalid',
      ],
    ],
  ])('takes answers of Kubernetes for %s', (expected, kinds) => {
    for (const kind of kinds) {
      expect([kind, classifyFailure(aKubeError(kind))]).toEqual([
        kind,
        expected,
      ]);
    }
  });

  it('tells a lost lease from a conflict over an object', () => {
    expect(classifyFailure(new LeaseLostError('gone'))).toBe('lost');
    expect(classifyFailure(new ConflictError('taken'))).toBe('refused');
  });

  it('takes what we refuse ourselves for a refusal, and what nobody foresaw for that', () => {
    for (const Refusal of [InputError, NotAllowedError, NotFoundError]) {
      expect(classifyFailure(new Refusal('no'))).toBe('refused');
    }
    expect(classifyFailure(new Error('database is locked'))).toBe('unknown');
    expect(classifyFailure('a text')).toBe('unknown');
  });
});
