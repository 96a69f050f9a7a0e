import type { ManagementClusterState } from '../../demo/SimulatorState';
import { PlainKube } from './PlainKube';

// Run in a process of its own by KubeWriter: what the writes cost is not measured.

const WRITERS = 6;

/** What is to be written. */
export interface WriteOrder {
  cluster: ManagementClusterState;
  /** So many Machines, the first in the list last. */
  changes: number;
  change: 'conditions' | 'annotation';
  /** What is written. */
  text: string;
}

process.on('message', (order: WriteOrder) => {
  write(order).then(
    () => process.send?.({}),
    (error: Error) => process.send?.({ error: error.message }),
  );
});

async function write({ cluster, changes, change, text }: WriteOrder) {
  const plain = new PlainKube(cluster);
  const { items } = await plain.list(plain.machines);
  const [last, ...rest] = items.slice(0, changes);
  const touch = (machine: typeof last) =>
    change === 'conditions'
      ? plain.touch(machine, text)
      : plain.annotate(machine, text);
  const writeSome = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) {
      await touch(next);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writeSome));
  await touch(last);
  await plain.close();
}
