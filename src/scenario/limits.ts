/** Bounds on what a scenario may ask for: a link is a stranger's input, and a page must survive it. */
import type { Micros } from '../sim/scenario.ts';

/** What chat programs, mail and QR codes still carry whole. */
export const MAX_LINK_BYTES = 16 * 1024;
/** Room for a workload written out in full; parsing it stays well below one frame's budget. */
export const MAX_JSON_BYTES = 256 * 1024;
/** More lanes than this cannot be told apart on one screen. */
export const MAX_PROCESSES = 16;
export const MAX_CLIENTS = 8;
export const MAX_DURATION: Micros = 600_000_000;
/** More clips than this on the fault track cannot be worked with. */
export const MAX_FAULTS = 500;
/** More rules than any algorithm has to leave out. */
export const MAX_FLAWS = 64;
export const MAX_REQUESTS = 2_000;
/** Far below the 2,000,000 events that a run may have. */
export const MAX_OPERATIONS = 100_000;
/** No run has more events, so no link has more messages. */
export const MAX_MESSAGE_NUMBER = 2_000_000;
/** A day: more than any clock that somebody set by hand is off. */
export const MAX_SKEW: Micros = 86_400_000_000;
/** From a tenth of true time's speed to ten times it; at −1,000,000 a clock would stand still. */
export const DRIFT_PPM = { min: -900_000, max: 9_000_000 } as const;
export const MAX_SEED = 2 ** 32 - 1;

/** One line in a list of runs. */
export const MAX_TITLE_LENGTH = 200;
/** A paragraph or two beside the run. */
export const MAX_NOTES_LENGTH = 4_000;
export const MAX_KEY_LENGTH = 64;
export const MAX_VALUE_LENGTH = 256;
/** Names of options, flaws, timers and behaviours. */
export const MAX_NAME_LENGTH = 64;
/** Values that stable storage may hold at time 0, over all processes: a log of some thousand entries. */
export const MAX_INITIAL_VALUES = 10_000;
/** Deeper than anything a protocol stores, shallow enough for plain recursion. */
export const MAX_INITIAL_DEPTH = 8;

/** As many as a person reads before correcting the first. */
export const MAX_PROBLEMS = 20;
