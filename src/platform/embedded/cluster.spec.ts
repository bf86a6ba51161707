import { socketFolder } from './cluster.js';

describe('the folder of the socket', () => {
  it('is the folder of the cluster, which is closed to others', () => {
    expect(socketFolder('/srv/tenggat/data/postgres')).toBe('/srv/tenggat/data/postgres');
  });

  it.each([
    ['too long for the path of a socket', `/${'a'.repeat(82)}`],
    ['a list of two folders to PostgreSQL', '/srv/tenggat,data/postgres'],
    ['quoted otherwise', '/srv/my data/postgres'],
  ])('is none where the name is %s', (_, cluster) => {
    expect(socketFolder(cluster)).toBe('');
  });
});
