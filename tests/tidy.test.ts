/** The house rules that a machine can read: who may import whom, and which words have no place in the pure rooms. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

interface Rule {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** Packages whose types alone may be imported. */
  readonly types?: readonly string[];
}

const PURE = ['base', 'sim', 'scenario', 'protocols', 'check', 'interop', 'explore'];

/** In `protocols` the file's ending is the border: `.ts` decides, `.tsx` draws. */
const RULES: Readonly<Record<string, Rule>> = {
  base: { rooms: [], packages: [] },
  sim: { rooms: ['base'], packages: [], types: ['xstate'] },
  'sim/actor.ts': { rooms: ['base'], packages: ['xstate'] },
  scenario: { rooms: ['base', 'sim'], packages: ['valibot'] },
  protocols: { rooms: ['base', 'sim', 'scenario', 'check'], packages: ['xstate'] },
  'protocols/panels.ts': { rooms: ['sim', 'views'], packages: [], types: ['react'] },
  'protocols drawn': { rooms: ['base', 'sim', 'check', 'marks', 'views'], packages: ['react', 'd3'] },
  check: { rooms: ['base', 'sim', 'scenario'], packages: [] },
  interop: { rooms: ['base', 'sim', 'scenario'], packages: [] },
  explore: { rooms: ['base', 'sim', 'scenario', 'protocols', 'check'], packages: [] },
  marks: { rooms: ['base'], packages: ['react', 'd3'] },
  views: { rooms: ['base', 'sim', 'check', 'marks'], packages: ['react', 'd3', 'lucide-react'] },
  store: {
    rooms: ['base', 'sim', 'scenario', 'protocols', 'check', 'interop', 'explore'],
    packages: ['zustand', 'xstate'],
  },
  app: {
    rooms: ['base', 'sim', 'scenario', 'protocols', 'check', 'interop', 'explore', 'marks', 'views', 'store'],
    packages: ['*'],
  },
  cli: { rooms: ['base', 'sim', 'scenario', 'protocols', 'check', 'interop', 'explore'], packages: ['node:*'] },
};

/** A protocol that is built on another one may import it, by its door. */
const BUILT_ON: Readonly<Record<string, readonly string[]>> = { chain: ['raft'], lease: ['raft'] };

/** What differs between engines, machines or moments. `Math.sqrt` is exact by IEEE 754 and may stay. */
// A key may be called `window`: the trace of a transport has one.
const BANNED =
  /\bDate\b|\bperformance\b|\bcrypto\b|\bMath\.(?:random|a?(?:sin|cos|tan)h?|atan2|exp|expm1|log(?:10|1p|2)?|pow|cbrt|hypot)\b|\bsetTimeout\b|\bsetInterval\b|\bwindow\b(?!:)|\bdocument\b|\bfetch\b|\blocalStorage\b/;

const LONGEST_FILE = 400;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly code: string;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    return { path: path.replaceAll('\\', '/'), text, code: withoutWords(text) };
  });

const imports = sources.flatMap(({ path, text }) =>
  [
    ...text.matchAll(
      /(?:import|export)\s+(type\s)?[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|import\s+'([^']+)'/g,
    ),
  ].map(([, type, from, dynamic, bare]) => ({ path, of: from ?? dynamic ?? bare ?? '', typeOnly: type !== undefined })),
);

describe('the rooms', () => {
  it('are looked at: there are files and imports', () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(200);
    expect(new Set(sources.map(({ path }) => roomOf(path)))).toEqual(
      new Set(Object.keys(RULES).filter((room) => sources.some(({ path }) => roomOf(path) === room))),
    );
  });

  it('import only what their row of the table allows', () => {
    expect(imports.filter((one) => !isAllowed(one)).map(({ path, of }) => `${path} imports ${of}`)).toEqual([]);
  });

  it('meet protocols at their doors only', () => {
    const trespassing = imports.filter(({ path, of }) => {
      const target = targetOf(path, of);
      if (target === undefined || !target.startsWith('protocols/')) return false;
      const [, folder, file] = target.split('/');
      if (file === undefined || path.startsWith(`protocols/${folder}/`)) return false;
      const own = /^protocols\/([^/]+)\//.exec(path)?.[1];
      if (own !== undefined && !(BUILT_ON[own] ?? []).includes(folder ?? '')) return true;
      return file !== 'index.ts' && file !== 'panel.tsx';
    });
    expect(trespassing.map(({ path, of }) => `${path} imports ${of}`)).toEqual([]);
  });
});

describe('the words', () => {
  it('of the pure rooms ask nothing that differs between engines, machines or moments', () => {
    const pure = sources.filter(({ path }) => PURE.includes(path.split('/')[0] ?? '') && path.endsWith('.ts'));
    expect(pure.length).toBeGreaterThan(40);
    expect(pure.flatMap(({ path, code }) => (BANNED.exec(code) ?? []).map((word) => `${path}: ${word}`))).toEqual([]);
  });

  it('never write markup from text', () => {
    expect(
      sources.filter(({ code }) => /innerHTML|dangerouslySetInnerHTML/.test(code)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('ask for animation frames only in the store', () => {
    const asking = sources.filter(
      ({ path, code }) => code.includes('requestAnimationFrame') && !path.startsWith('store/'),
    );
    expect(asking.map(({ path }) => path)).toEqual([]);
  });
});

/** What stands at the root; `.ci` and its like are told by their dot. */
const ROOT = [
  'LICENSE',
  'README.md',
  'biome.json',
  'docs',
  'index.html',
  'package-lock.json',
  'package.json',
  'playwright.config.ts',
  'public',
  'scripts',
  'src',
  'tests',
  'tsconfig.core.json',
  'tsconfig.json',
  'vite.config.ts',
];

describe('the files', () => {
  it('at the root are those that belong there', ({ skip }) => {
    const { status, stdout } = spawnSync('git', ['ls-files'], { cwd: resolve(SRC, '..'), encoding: 'utf8' });
    if (status !== 0) skip('not a git repository');
    const names = new Set(stdout.split('\n').map((file) => file.split('/')[0] ?? ''));
    expect([...names].filter((name) => name !== '' && !name.startsWith('.') && !ROOT.includes(name))).toEqual([]);
  });

  it('are named in kebab-case', () => {
    expect(sources.map(({ path }) => path).filter((path) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*\.tsx?$/.test(path))).toEqual(
      [],
    );
  });

  it(`are no longer than ${LONGEST_FILE} lines: aim at 150, past 300 look for the seam`, () => {
    expect(sources.filter(({ text }) => text.split('\n').length > LONGEST_FILE).map(({ path }) => path)).toEqual([]);
  });
});

function isAllowed({ path, of, typeOnly }: (typeof imports)[number]): boolean {
  const room = roomOf(path);
  const rule = RULES[room];
  if (rule === undefined) return false;
  const target = targetOf(path, of);
  if (target !== undefined)
    return (
      target.split('/')[0] === path.split('/')[0] ||
      rule.rooms.includes(target.split('/')[0] ?? '') ||
      room === 'protocols/panels.ts'
    );
  if (path.startsWith('app/')) return true;
  const name = of.startsWith('node:') ? 'node:*' : of.split('/')[0];
  return rule.packages.includes(name ?? '') || (typeOnly && (rule.types ?? []).includes(name ?? ''));
}

function roomOf(path: string): string {
  if (RULES[path] !== undefined) return path;
  const room = path.split('/')[0] ?? '';
  return room === 'protocols' && path.endsWith('.tsx') ? 'protocols drawn' : room;
}

/** The imported file under `src`; undefined: a package. */
function targetOf(path: string, of: string): string | undefined {
  if (!of.startsWith('.')) return undefined;
  return relative(SRC, resolve(SRC, dirname(path), of)).replaceAll('\\', '/');
}

/** Comments and strings say what code must not. */
function withoutWords(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}
