import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import {
  fileFormat,
  hasAllowedEnding,
  storedFileName,
} from '../storages/readUrlName';
import { usedBytes } from '../storages/storageStatus';
import { volumePath } from '../storages/volumePath';
import { Storage, Volume } from '../world/types';
import { nodeStorage } from './storageRead';

const base = '/nodes/{node}/storage/{storage}';

function demandContent(storage: Storage, content: string): void {
  if (!storage.content.includes(content)) {
    throw failure(
      `storage '${storage.id}' does not support '${content}' content`,
    );
  }
}

function storeFile(
  call: Call,
  storage: Storage,
  file: { name: string; content: string; size: number },
): Volume {
  if (usedBytes(call.site, storage, call.node) >= storage.total) {
    throw failure(`copy failed: No space left on device`);
  }
  const volid = `${storage.id}:${file.content}/${file.name}`;
  const before = call.world.findVolume(volid, call.node);
  if (before) call.world.removeVolume(before);
  const volume: Volume = {
    volid,
    storage: storage.id,
    node: storage.isShared ? undefined : call.node,
    content: file.content,
    format: fileFormat(file.content, file.name),
    size: file.size,
    used: file.size,
    ctime: call.site.clock.seconds(),
  };
  call.world.volumes.push(volume);
  return volume;
}

function upload(call: Call) {
  const storage = nodeStorage(call);
  const content = call.text('content');
  const name = storedFileName(call.upload?.name ?? call.text('filename'));
  if (!hasAllowedEnding(content, name)) {
    throw badParameters({ filename: 'wrong file extension' });
  }
  demandContent(storage, content);
  const size = call.upload?.size ?? 0;
  return call.startTask({ type: 'imgcopy', id: '' }, async worker => {
    worker.log(`starting file import from: /var/tmp/pveupload`);
    worker.log(`target node: ${call.node}`);
    worker.log(`file size is: ${size} bytes`);
    await worker.work(500);
    storeFile(call, storage, { name, content, size });
    worker.log('finished file import successfully');
  });
}

function downloadUrl(call: Call) {
  const storage = nodeStorage(call);
  const content = call.text('content');
  const name = storedFileName(call.text('filename'));
  if (!hasAllowedEnding(content, name)) {
    throw badParameters({ filename: 'wrong file extension' });
  }
  demandContent(storage, content);
  return call.startTask({ type: 'download', id: name }, async worker => {
    worker.log(
      `downloading ${call.text('url')} to ${volumePath(
        storage,
        `${storage.id}:${content}/${name}`,
      )}`,
    );
    await worker.work(5000);
    storeFile(call, storage, { name, content, size: 650_000_000 });
    worker.log(`download of '${call.text('url')}' to '${name}' finished`);
  });
}

function pullImage(call: Call) {
  const storage = nodeStorage(call);
  const reference = call.text('reference');
  const last = reference.split('/').pop() ?? reference;
  if (!last.includes(':')) {
    throw badParameters({
      reference: 'value does not match the regex pattern',
    });
  }
  const name = `${(
    call.optionalText('filename') ?? last.replace(/\W/g, '_')
  ).replace(/\.tar$/, '')}.tar`;
  demandContent(storage, 'vztmpl');
  if (call.world.findVolume(`${storage.id}:vztmpl/${name}`, call.node)) {
    throw failure(`refusing to override existing file '${name}'`);
  }
  return call.startTask({ type: 'ociregistrypull', id: name }, async worker => {
    worker.log(`pulling ${reference}`);
    await worker.work(8000);
    storeFile(call, storage, { name, content: 'vztmpl', size: 160_000_000 });
  });
}

/** Files that come onto a storage: uploads, downloads, images of registries. */
export const storageFileRoutes: Handlers = {
  [`POST ${base}/upload`]: upload,
  [`POST ${base}/download-url`]: downloadUrl,
  [`POST ${base}/oci-registry-pull`]: pullImage,
};
