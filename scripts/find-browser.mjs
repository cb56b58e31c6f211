// Finds a Chromium that really runs here, for the tests: each candidate is launched and a page read before it is believed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const FOUND = join(root, 'node_modules/.cache/lightcone/browser.json');
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const SPARTICUZ = '@sparticuz/chromium@147.0.0';

const CANDIDATES = [
  ['CHROMIUM_PATH', () => process.env.CHROMIUM_PATH],
  ['Playwright’s browser', () => chromium.executablePath()],
  ['a browser of the system', inSystem],
  ['@sparticuz/chromium', fromNpm],
  ['Playwright’s download', downloaded],
  ['Debian’s chromium', fromDebian],
];

for (const [name, find] of CANDIDATES) {
  const found = await works(find);
  if (found === undefined) continue;
  mkdirSync(dirname(FOUND), { recursive: true });
  writeFileSync(FOUND, JSON.stringify(found));
  process.stdout.write(`${name}: ${found.executablePath}\n`);
  process.exit(0);
}
process.stderr.write(
  'No browser runs here: install Chromium or Chrome (on Debian: apt-get install chromium) or name one in CHROMIUM_PATH.\n',
);
process.exit(1);

/** A launch description, if the candidate is there and shows a page. */
async function works(find) {
  try {
    const candidate = await find();
    const launch = typeof candidate === 'string' ? { executablePath: candidate } : candidate;
    if (launch === undefined || !existsSync(launch.executablePath)) return undefined;
    const browser = await chromium.launch({ ...launch, args: ARGS });
    try {
      const page = await browser.newPage();
      await page.setContent('<p id="here">runs</p>');
      return (await page.textContent('#here')) === 'runs' ? { ...launch, args: ARGS } : undefined;
    } finally {
      await browser.close();
    }
  } catch {
    return undefined;
  }
}

function inSystem() {
  const paths = (process.env.PATH ?? '').split(':');
  const onPath = SYSTEM.flatMap((name) => paths.map((path) => join(path, name)));
  return [...onPath, ...MAC].find((file) => existsSync(file));
}

/** A Chromium inside an npm package, with the libraries it needs; Linux on x64 only. */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = join(root, 'node_modules/.cache/lightcone/sparticuz');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  if (!existsSync(join(home, 'node_modules/@sparticuz'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', SPARTICUZ], { cwd: home, stdio: 'ignore' });
  }
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'; // it unpacks its libraries only where it believes to be there
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'lightcone-'));
  const { default: packed } = await import(createRequire(join(home, 'package.json')).resolve('@sparticuz/chromium'));
  const executablePath = await packed.executablePath();
  return { executablePath, env: { ...process.env, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' } };
}

function downloaded() {
  spawnSync('npx', ['playwright', 'install', '--only-shell', 'chromium'], {
    stdio: 'ignore',
    cwd: root,
    timeout: 300_000,
  });
  return chromium.executablePath();
}

function fromDebian() {
  if (process.getuid?.() !== 0) return undefined;
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'ignore' });
  return inSystem();
}
