/**
 * Laws draw their cases from one seed, so that a failure is the same failure everywhere. To hunt for others:
 * `LIGHTCONE_SEED=$RANDOM npx vitest run tests/laws`.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.LIGHTCONE_SEED ?? 42) });
