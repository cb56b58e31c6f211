/** `node scripts/run.mjs src/cli/generate-log.ts --events=N --hosts=N --seed=N`: a valid ShiViz log on stdout, for benchmarks. */
import { generateLog } from '../interop/generate-log.ts';

const asked = (name: string, usual: number): number => {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`));
  return given === undefined ? usual : Number(given.slice(name.length + 3));
};

process.stdout.write(
  generateLog({ events: asked('events', 20_000), hosts: asked('hosts', 8), seed: asked('seed', 1) }),
);
