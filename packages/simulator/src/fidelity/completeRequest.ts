import type { OfficialSchema, SchemaMatch, SchemaNode } from './officialSchema';
import { formatPairs } from './requestTarget';
import type { RecordedRequest, Recording } from './types';

/** Values for parameters that a mock's recording left out. */
const usualValues: Record<string, string> = {
  vmid: '8101',
  newid: '8102',
  storage: 'local',
  ostemplate: 'local:vztmpl/debian-12-standard_12.2-1_amd64.tar.zst',
  template: 'debian-13-standard_13.1-2_amd64.tar.zst',
  content: 'iso',
  filename: 'image.iso',
  url: 'https://example.org/image.iso',
  reference: 'docker.io/library/alpine:3.20',
  target: 'spare2',
  snapname: 'before',
  timeframe: 'hour',
  ds: 'cpu',
  disk: 'scsi0',
  volume: 'local:backup/vzdump-qemu-100-2024_01_15-03_00_00.vma.zst',
  size: '+1G',
  server: '192.0.2.10',
  portal: '192.0.2.10',
  username: 'root@pam',
  userid: 'root@pam',
  password: 'REDACTED',
  feature: 'snapshot',
  command: 'uptime',
  file: '/etc/hostname',
  pid: '4242',
  iface: 'vmbr9',
  type: 'bridge',
  idlist: 'scsi1',
  name: 'example',
  data: 'text',
  filepath: '/',
  'target-endpoint':
    'host=192.0.2.20,apitoken=PVEAPIToken=root@pam!x=00000000-0000-0000-0000-000000000000',
  'target-bridge': 'vmbr0',
  'target-storage': 'local',
  commands: '[{"method":"GET","path":"version"}]',
};

/** Parameters that only these calls need, though the schema calls them optional. */
const neededBy: Record<string, Record<string, string>> = {
  'POST /nodes/{node}/vzdump': { vmid: '8101' },
  'POST /nodes/{node}/qemu/{vmid}/move_disk': { storage: 'local' },
  'POST /nodes/{node}/lxc/{vmid}/move_volume': { storage: 'local' },
  'GET /nodes/{node}/query-oci-repo-tags': {
    reference: 'docker.io/library/alpine',
  },
};

function valueFor(key: string, node: SchemaNode): string {
  if (node.enum && !node.enum.includes(usualValues[key])) return node.enum[0];
  if (key in usualValues) return usualValues[key];
  if (node.type === 'boolean') return '1';
  if (node.type === 'integer' || node.type === 'number')
    return String(node.minimum ?? 1);
  return 'value';
}

/** Required parameters that the recording does not show, with values. */
function missingParameters(
  request: RecordedRequest,
  match: SchemaMatch | undefined,
): [string, string][] {
  const properties = match?.method?.parameters?.properties ?? {};
  const given = new Set([
    ...Object.keys(match?.values ?? {}),
    ...request.query.map(([key]) => key),
  ]);
  const missing = Object.entries(properties)
    .filter(([key, node]) => !node.optional && !given.has(key))
    .map(([key, node]): [string, string] => [key, valueFor(key, node)]);
  const call = `${request.method} ${match?.template}`;
  for (const [key, value] of Object.entries(neededBy[call] ?? {})) {
    const known = missing.find(([name]) => name === key);
    if (known) known[1] = value;
    else missing.push([key, value]);
  }
  // a change of a configuration must change something
  const isChange = request.path.endsWith('/config') && request.method !== 'GET';
  return isChange && missing.length === 0
    ? [['description', 'changed']]
    : missing;
}

/**
 * Mocks match on the path and leave out what the client sent. A real server
 * would refuse such a request, so required parameters get usual values; what
 * was recorded is never changed.
 */
export function completeRequest(
  recording: Recording,
  schema: OfficialSchema,
): RecordedRequest {
  const { request, answer } = recording;
  if (!request.bodyUnknown || answer.status >= 400) return request;
  if (request.path.endsWith('/upload')) return completeUpload(request);
  const match = schema.match(request.method, request.path);
  const missing = missingParameters(request, match);
  if (missing.length === 0) return request;
  if (request.method === 'GET' || request.method === 'DELETE') {
    const separator = request.target.includes('?') ? '&' : '?';
    return {
      ...request,
      target: `${request.target}${separator}${formatPairs(missing)}`,
      query: [...request.query, ...missing],
    };
  }
  const contentType = 'application/x-www-form-urlencoded';
  return { ...request, body: { contentType, text: formatPairs(missing) } };
}

/** The bytes of an upload are not recorded; a small file stands for them. */
function completeUpload(request: RecordedRequest): RecordedRequest {
  const boundary =
    /boundary=(\S+)/.exec(request.body?.contentType ?? '')?.[1] ?? 'fidelity';
  const lines = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="content"',
    '',
    'iso',
    `--${boundary}`,
    'Content-Disposition: form-data; name="filename"; filename="upload.iso"',
    'Content-Type: application/octet-stream',
    '',
    'bytes',
    `--${boundary}--`,
    '',
  ];
  return {
    ...request,
    body: {
      contentType: `multipart/form-data; boundary=${boundary}`,
      text: lines.join('\r\n'),
    },
  };
}
