/** The same second of overload, survived and not survived. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

function run(
  path: string,
  section: string,
  title: string,
  settings: string,
  look: string,
  attempt: string,
): GalleryRun {
  const text = `retry-storm seed=1 duration=10s\ntitle "${title}"${settings === '' ? '' : `\n${settings}`}`;
  return { path, section, text, look, attempt, opensAt: 1_900 * MS };
}

const STORM = 'Overload';
const BROKEN = 'Rules left out';

export const stormGallery: readonly GalleryRun[] = [
  run(
    'collapse',
    STORM,
    'A second of overload that never ends',
    'set retry=at-once',
    'From 2 s to 3 s more comes than the port can serve. The surge ends and the storm does not: whatever is answered was given up by its sender before.',
    'Set retry to exponential in the Scenario tab: the same second passes.',
  ),
  run(
    'recovery',
    STORM,
    'Back-off makes room',
    '',
    'The same second of overload. Retries wait longer each time, the queue drains, and three seconds after the surge every request is answered in time again.',
    'Turn jitter off: each wait is longer, and there are fewer retries.',
  ),
  run(
    'no-jitter',
    STORM,
    'Back-off without jitter',
    'set jitter=false',
    'Every wait has its full length now, twice the mean of one with jitter: fewer retries, and the storm passes as well. Jitter is for those who fail at one moment; these fail one by one.',
    'Turn jitter on and compare the retries in the Queue tab.',
  ),
  run(
    'pause',
    STORM,
    'Half a second of standstill is enough',
    'set retry=at-once surge=20s..21s\n@2s..2.7s pause port',
    'No surge here: the port stands still for 0.7 s and wakes to a pile of tries that nobody waits for any more. It never catches up.',
    'Shorten the pause to 100 ms: too few are waiting to start a storm.',
  ),
  run(
    'short-queue',
    STORM,
    'A shorter queue is the better one',
    'set retry=at-once capacity=8',
    'Eight requests wait at most 80 ms, less than the timeout of 150 ms: what is not dropped is answered in time, and goodput survives even without back-off.',
    'Raise the capacity to 17: what waits 170 ms is answered too late, and the storm is back.',
  ),
  run(
    'no-back-off',
    BROKEN,
    'Retries that do not wait',
    'break no-back-off',
    'Senders were told to back off, and do not. Seven seconds after the surge nothing is answered in time.',
    'Mend the rule: goodput returns.',
  ),
  run(
    'no-limit',
    BROKEN,
    'A queue without an end',
    'set retry=at-once\nbreak no-limit',
    'Nothing is dropped, and everything waits: the queue grows far beyond its 20 places, and its answers come long after they were wanted.',
    'Mend the rule: drops are the kinder answer.',
  ),
  run(
    'overwrite',
    BROKEN,
    'Requests vanish from the queue',
    'set retry=at-once\nbreak overwrite',
    'A newcomer takes the last place of the full queue, and the one that stood there is neither answered nor counted as dropped.',
    'Mend the rule and compare the drops in the Queue tab.',
  ),
];
