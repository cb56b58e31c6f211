/** A lock made on one platform can lack the binaries of others: then a fresh machine installs and fails. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const entries = Object.entries(packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  it('has an entry for every platform package that a package may want', () => {
    const wanted = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    expect(wanted.length).toBeGreaterThan(10);
    const missing = wanted.filter(({ path, name }) => !isLocked(path, name));
    expect(missing.map(({ path, name }) => `${path} wants ${name}`)).toEqual([]);
  });

  it('says of every package which bytes it is', () => {
    expect(entries.length).toBeGreaterThan(100);
    expect(
      entries.filter(([, { integrity, link }]) => integrity === undefined && link !== true).map(([path]) => path),
    ).toEqual([]);
  });
});

/** As Node looks for it: beside the package, then further up. */
function isLocked(path: string, name: string): boolean {
  const parts = path.split('/node_modules/');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/node_modules/');
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
  }
  return false;
}
