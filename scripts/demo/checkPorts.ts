import { createServer } from 'node:net';

/** Throws a sentence that names the port and what wants it, if it is taken. */
export async function checkPorts(ports: Record<string, number>): Promise<void> {
  for (const [purpose, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} (for the ${purpose}) is taken by another program. Stop that program, or shift all ports: npm start -- --port-offset 100`,
      );
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
