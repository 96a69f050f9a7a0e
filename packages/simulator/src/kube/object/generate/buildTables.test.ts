import { existsSync } from 'node:fs';
import { sharedFolderPath } from '../../../fidelity/findPveFolder';
import * as compat from '../generated/compat';
import * as core from '../generated/core';
import * as latest from '../generated/latest';
import { buildTables } from './buildTables';

const place = sharedFolderPath('crds');
const crds = existsSync(place) ? place : undefined;
if (!crds && process.env.CI) {
  throw new Error(
    'The definitions of the projects are missing: set RACKSTAGE_SHARED to the folder that holds crds.',
  );
}

const describeWithDefinitions = crds ? describe : describe.skip;

describeWithDefinitions('the data of the kind tables', () => {
  it('is what the definitions of the projects say', () => {
    const tables = buildTables(crds ?? '');
    const unescaped = Object.fromEntries(
      Object.entries(tables).map(([name, text]) => [
        name,
        text.replace(/\\(.)/g, '$1'),
      ]),
    );

    for (const [name, data] of Object.entries({ core, latest, compat })) {
      for (const line of [...data.kinds, ...data.shared]) {
        expect(unescaped[name].includes(line)).toBe(true);
      }
      const lines = data.kinds.length + data.shared.length;
      expect(tables[name].match(/^ {2}'/gm)).toHaveLength(lines);
    }
  }, 60_000);
});
