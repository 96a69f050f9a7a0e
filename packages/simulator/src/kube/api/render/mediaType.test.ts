import { negotiate } from './mediaType';

describe('negotiate', () => {
  it.each([
    [undefined, 'json', 'whole'],
    ['*/*', 'json', 'whole'],
    ['application/yaml', 'yaml', 'whole'],
    ['application/json;as=Table;v=v1;g=meta.k8s.io', 'json', 'table'],
    [
      'application/json;as=Table;v=v2;g=meta.k8s.io,application/json',
      'json',
      'whole',
    ],
    [
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'json',
      'metadata',
    ],
    ['application/vnd.kubernetes.protobuf, application/json', 'json', 'whole'],
  ])('%s', (accept, encoding, shape) => {
    expect(negotiate(accept)).toEqual({ encoding, shape });
  });

  it('refuses what it cannot write', () => {
    expect(() => negotiate('text/html')).toThrow(
      'only the following media types are accepted',
    );
  });
});
