/** Runs worth opening: how the level rises, how it learns, what the models differ in. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

function crash(path: string, model: string, title: string, look: string, attempt: string): GalleryRun {
  const text = `phi-accrual seed=2 duration=6s
title "${title}"${model === 'normal' ? '' : `\nset model=${model}`}
@3s crash S2`;
  return { path, section: 'The level of suspicion', text, look, attempt, opensAt: 2_900 * MS };
}

export const accrualGallery: readonly GalleryRun[] = [
  crash(
    'crash',
    'normal',
    'Suspicion rises, and crosses the line',
    'While S2 lives φ is a saw with small teeth. At 3 s no heartbeat takes it back any more, and within 0.2 s it is above 8.',
    'Set the threshold to 1 and to 100: the curve stays, only the line moves. Who acts at which level is not the detector’s business.',
  ),
  crash(
    'logistic',
    'logistic',
    'The same crash by Akka’s formula',
    'A logistic curve in place of the normal one: cheap to compute, nearly the same up to the threshold, and steeper beyond it.',
    'Set the model to normal and compare the moment of suspicion.',
  ),
  crash(
    'exponential',
    'exponential',
    'The same crash by Cassandra’s formula',
    'Exponential intervals know no deviation: φ is a straight line, and 8 means a silence of 18 mean intervals, here nearly two seconds.',
    'Set the threshold to 3. With this model a line that is right for the normal one is far too patient.',
  ),
  {
    path: 'slow-link',
    section: 'Learning',
    text: `phi-accrual seed=5 duration=10s
title "A slow link is learnt"
@2s degrade S1-S2 delay=2..180ms`,
    look: 'At 2 s delays begin to vary. The first long silences look like a crash; the window learns them, the saw flattens, and from 5 s on nobody is suspected.',
    attempt: 'Set the samples to 3: what was learnt is forgotten at once, and mistakes go on to the end.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'each-link',
    section: 'Learning',
    text: `phi-accrual processes=3 seed=4 duration=8s
title "Each link is learnt by itself"
@0s degrade S1-S3 delay=2..140ms
@6s crash S3`,
    look: 'To S1 the heartbeats of S3 come unevenly, to S2 evenly. When S3 crashes at 6 s S2 is sure of it first, S1 has learnt to be patient.',
    attempt: 'Move the slow link to S2-S3: the roles change.',
    opensAt: 5_900 * MS,
  },
  {
    path: 'eager',
    section: 'Learning',
    text: `phi-accrual seed=6 duration=6s
title "A low threshold is quick, and wrong"
network delay=2..40ms
set threshold=1
@5s crash S2`,
    look: 'At φ = 1 every tenth silence of this length would be a mistake, and mistakes there are, before the crash is noticed within two intervals.',
    attempt: 'Raise the threshold to 8: no mistake, and the crash is noticed some 100 ms later.',
    opensAt: 300 * MS,
  },
  {
    path: 'pause',
    section: 'Learning',
    text: `phi-accrual seed=2 duration=8s
title "One long pause is remembered"
set samples=40
@2s..2.8s pause S2
@5s crash S2`,
    look: 'The pause at 2 s is a mistake and becomes an interval of 0.8 s in the window. Three seconds later the crash is noticed late because of it.',
    attempt: 'Set the samples to 10: at 5 s the pause is forgotten, and the crash is noticed at once.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'forget-intervals',
    section: 'Rules left out',
    text: `phi-accrual seed=2 duration=4s
title "Only the last interval counts"
network delay=2..40ms
break forget-intervals`,
    look: 'With a memory of one interval there is no deviation to learn, and each interval is judged by the one before it: φ is not what the formula gives.',
    attempt: 'Mend the rule in the Scenario tab and compare the teeth.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'learn-silence',
    section: 'Rules left out',
    text: `phi-accrual seed=2 duration=6s
title "Silence is learnt like an interval"
@2s crash S2
break learn-silence`,
    look: 'S2 is down from 2 s on. At every check its silence is put into the window, so that S1 finds it more usual the longer it lasts: φ never reaches the line.',
    attempt: 'Mend the rule: S2 is suspected a quarter of a second after its crash.',
    opensAt: 1_900 * MS,
  },
];
