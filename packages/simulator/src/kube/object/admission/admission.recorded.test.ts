import { describeWithRecordings, headerOf } from '../__testUtils__/recordings';
import { sentObject, writesOf, type Write } from '../__testUtils__/replay';
import { findDecodeProblem } from './findDecodeProblem';
import { findDuplicateKeys } from './findDuplicateKeys';
import { pruneObject } from './pruneObject';

/** Everything that the server says about a body that it reads in full. */
function remarksOn(write: Write): string[] {
  const { kind } = write.target;
  const { body } = write.recording.request;
  const problem = findDecodeProblem(kind, sentObject(write));
  if (problem) return [problem];
  const repeated = typeof body === 'string' ? findDuplicateKeys(body) : [];
  const { unknownFields } = pruneObject(kind, sentObject(write));
  return [
    ...repeated.map(field => `duplicate field "${field}"`),
    ...unknownFields.map(field => `unknown field "${field}"`),
  ];
}

/** What the server said: warnings, or a refusal that quotes the same texts. */
function remarksIn({ recording }: Write): string[] {
  const { status, body, headers } = recording.response;
  const refusal =
    /cannot be handled as a \w+: (?:strict decoding error: )?(.*)$/;
  const quoted = refusal.exec(String(body?.message));
  if (status === 400 && quoted) return quoted[1].split(', ');
  return headers
    .filter(([name]) => name === 'Warning')
    .map(([, text]) => text.replace(/^299 - "(.*)"$/, '$1'))
    .map(text => text.replace(/\\"/g, '"'))
    .filter(text => /^(unknown|duplicate) field/.test(text));
}

/** Refused or answered before the fields of the body count. */
const NOT_READ =
  /^(no-kind|bad-json|empty-body|array-body|unsupported-media|group-mismatch|kind-mismatch|too-large|configmap-too-large|unknown-Ignore|field-validation-bad|put-to-collection)$/;

const isRead = ({ recording, target }: Write) =>
  /^(POST|PUT)$/.test(recording.request.method) &&
  !target.subresource &&
  !NOT_READ.test(recording.id) &&
  !/xml/.test(headerOf(recording, 'content-type') ?? '') &&
  recording.response.status !== 404 &&
  recording.response.status !== 405;

describeWithRecordings('remarks on bodies as recorded', () => {
  const cases = ['create', 'update', 'validation', 'examples']
    .flatMap(writesOf)
    .filter(isRead)
    // Fields of a deprecated version that the stored one does not know.
    .filter(({ recording }) => recording.id !== 'old-version')
    .map(write => ({
      name: write.recording.id,
      actual: remarksOn(write),
      expected: remarksIn(write),
    }));

  it.each(cases)('$name', ({ actual, expected }) => {
    expect(actual).toEqual(expected);
  });

  it('covers bodies with and without a remark', () => {
    const remarked = cases.filter(({ expected }) => expected.length > 0);
    expect(remarked.length).toBeGreaterThan(10);
    expect(cases.length - remarked.length).toBeGreaterThan(20);
  });
});
