import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPorts } from './checkPorts';
import { readOptions } from './options';
import { ProcessGroup } from './ProcessGroup';
import { isAlive, waitUntilGone } from './__testUtils__/isAlive';
import { waitForFile } from './waitFor';

describe('readOptions', () => {
  it('uses the usual ports and .demo unless told otherwise', () => {
    expect(readOptions([], '/project')).toEqual({
      scenario: 'default',
      speed: 1,
      dataDir: '/project/.demo',
      ports: { app: 3000, backend: 7007, pve: 18006, control: 18000 },
      fresh: false,
      watch: false,
      verbose: false,
    });
  });

  it('shifts every port, so that two demos can run', () => {
    const { ports, dataDir } = readOptions(
      ['--port-offset', '100', '--data-dir', '/elsewhere'],
      '/project',
    );
    expect(ports).toEqual({
      app: 3100,
      backend: 7107,
      pve: 18106,
      control: 18100,
    });
    expect(dataDir).toBe('/elsewhere');
  });

  it.each([
    [['--speed', 'fast'], /--speed takes a number of at least 0, not "fast"/],
    [['--sped', '2'], /--sped/],
  ])('refuses %j and names the option', (argv, message) => {
    expect(() => readOptions(argv, '/project')).toThrow(message);
  });
});

describe('checkPorts', () => {
  let occupant: Server;
  let port: number;
  beforeEach(async () => {
    occupant = createServer();
    await new Promise<void>(resolve =>
      occupant.listen(0, '127.0.0.1', () => resolve()),
    );
    port = (occupant.address() as { port: number }).port;
  });

  it('names the port and what wants it', async () => {
    await expect(checkPorts({ backend: port })).rejects.toThrow(
      `Port ${port} (for the backend) is taken`,
    );
    await new Promise(resolve => occupant.close(resolve));
    await expect(checkPorts({ backend: port })).resolves.toBeUndefined();
  });

  afterEach(() => {
    occupant.close();
  });
});

describe('ProcessGroup', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rackstage-demo-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const start = (script: string) =>
    ProcessGroup.start({
      name: 'backend',
      command: process.execPath,
      args: ['-e', script],
      cwd: folder,
      env: process.env,
      logFile: join(folder, 'backend.log'),
      verbose: false,
    });

  it('takes a grandchild that ignores SIGTERM along', async () => {
    const pidFile = join(folder, 'pid.json');
    const stubborn = `process.on('SIGTERM', () => {});
      require('fs').writeFileSync(${JSON.stringify(
        pidFile,
      )}, String(process.pid));
      setInterval(() => {}, 1000);`;
    const group = start(
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(
        stubborn,
      )}], { stdio: 'ignore' }); setInterval(() => {}, 1000);`,
    );
    const grandchild = await waitForFile<number>(pidFile);
    expect(isAlive(grandchild)).toBe(true);
    await group.stop();
    expect(isAlive(grandchild)).toBe(false);
  });

  it('leaves no part behind when the demo itself is killed', async () => {
    const pidFile = join(folder, 'pid.json');
    const part = `require('fs').writeFileSync(${JSON.stringify(
      pidFile,
    )}, String(process.pid)); setInterval(() => {}, 1000);`;
    const demo = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', '-e'],
        `const { ProcessGroup } = require(${JSON.stringify(
          join(__dirname, 'ProcessGroup.ts'),
        )});
        ProcessGroup.start({
          name: 'backend',
          command: process.execPath,
          args: ['-e', ${JSON.stringify(part)}],
          cwd: ${JSON.stringify(folder)},
          env: process.env,
          logFile: ${JSON.stringify(join(folder, 'backend.log'))},
          verbose: false,
        });`,
      ],
      { stdio: 'ignore', cwd: join(__dirname, '..', '..') },
    );
    const pid = await waitForFile<number>(pidFile);
    demo.kill('SIGKILL');
    await waitUntilGone(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it('says what a part printed last when it dies by itself', async () => {
    const group = start("console.error('no such database'); process.exit(3);");
    await expect(group.diesUnexpectedly()).resolves.toMatch(
      /The backend stopped by itself[^]*no such database/,
    );
  });
});
