import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startKube, TestKube } from '../__testUtils__/startKube';

/** Runs the story of the official client, an ES module, in its own process. */
async function runStory(kubeconfig: string): Promise<string> {
  const story = join(__dirname, '..', '__testUtils__', 'clientNodeStory.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', story], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  child.stdin.end(kubeconfig);
  const [output, errors] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
  ]);
  if (!output) throw new Error(`The client failed: ${errors}`);
  return output;
}

describe('the official client for Node', () => {
  let kube: TestKube;

  beforeAll(async () => {
    kube = await startKube();
  });

  afterAll(() => kube.close());

  it('reads, writes, applies, watches and keeps informed', async () => {
    const found = JSON.parse(await runStory(kube.server.kubeconfig()));
    expect(found).toEqual({
      namespaces: [
        'default',
        'demo',
        'kube-node-lease',
        'kube-public',
        'kube-system',
      ],
      data: { a: 'eA==' },
      missing: 404,
      events: ['ADDED w', 'MODIFIED w', 'DELETED w'],
      isSame: true,
      informed: 'informed',
    });
  }, 30_000);
});
