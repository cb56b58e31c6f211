/** Four causes, one picture; then what the length of the timeout buys. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

/** The same two requests; the second is never answered in time, each time for another reason. */
function silent(path: string, title: string, fault: string, look: string, attempt: string): GalleryRun {
  const text = `timeouts seed=7 duration=3s
title "${title}"
@200ms C1 write x=1
@1s C1 write x=2
@2s C1 read x
${fault}`;
  return { path, section: 'Four causes, one picture', text, look, attempt, opensAt: 990 * MS };
}

export const timeoutGallery: readonly GalleryRun[] = [
  silent(
    'crashed',
    'No answer: the server has crashed',
    '@900ms crash S1',
    'C1 asks at 1 s and hears nothing for 300 ms. S1 is down and x=2 was never written, but C1 cannot know that.',
    'Open the other three runs and cover all lanes but that of C1: up to the timeout they are one picture.',
  ),
  silent(
    'slow',
    'No answer: the server is slow',
    '@900ms..1.5s pause S1',
    'The same lane of C1, and this time S1 only stands still: x=2 is written at 1.5 s, after C1 has given up.',
    'End the pause at 1.2 s: the answer is in time, and nobody is suspected.',
  ),
  silent(
    'request-lost',
    'No answer: the request is lost',
    '@0s drop C1-S1.2',
    'The same lane of C1, and this time S1 has never heard of x=2: the request died on its way.',
    'Drop C1-S1.3 as well: now the read goes unanswered too.',
  ),
  silent(
    'reply-lost',
    'No answer: the reply is lost',
    '@0s drop S1-C1.2',
    'The same lane of C1, and this time x=2 is written: only the news of it was lost. The read at 2 s tells.',
    'Crash S1 from 1.1 s to 1.5 s instead of dropping the reply: on its disk x=2 stays written.',
  ),
  {
    path: 'how-long',
    section: 'How long to wait',
    text: `timeouts seed=3 duration=10s
title "How long should one wait?"
network delay=2..25ms
set work=5..180ms timeout=150ms
@0s..9.9s every=250ms C1 read x
@7s crash S1`,
    look: 'Round trips take up to 200 ms. The Timeout tab tells for each timeout how many answers it would have missed, and how late it tells a crash.',
    attempt: 'Set the timeout to 240 ms: no false suspicion is left, and the crash at 7 s is noticed 90 ms later.',
    opensAt: 6_900 * MS,
  },
  {
    path: 'slow-spell',
    section: 'How long to wait',
    text: `timeouts seed=5 duration=8s
title "A timeout that was right yesterday"
set work=5..40ms timeout=100ms
@0s..7.9s every=200ms C1 read x
@3s..5s degrade C1-S1 delay=40..90ms`,
    look: 'For three seconds 100 ms is ample. Then the link is slow for two, nothing has failed, and S1 is suspected again and again.',
    attempt: 'Find a timeout that survives the slow spell; then look at what it costs in detection time.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'timeout-means-failure',
    section: 'Rules left out',
    text: `timeouts seed=7 duration=3s
title "A timeout is taken for a failure"
@200ms C1 write x=1
@1s C1 write x=2
@2s C1 read x
@0s drop S1-C1.2
break timeout-means-failure`,
    look: 'C1 tells its user that x=2 failed. It did not: the read at 2 s gives 2. Who tries again after such a report may pay twice.',
    attempt: 'Drop the request, C1-S1.2, instead of the reply: this time the guess is right.',
    opensAt: 990 * MS,
  },
  {
    path: 'wait-for-ever',
    section: 'Rules left out',
    text: `timeouts seed=7 duration=3s
title "Waiting without an end"
@200ms C1 write x=1
@1s C1 write x=2
@2s C1 read x
@900ms crash S1
break wait-for-ever`,
    look: 'No timeout, no suspicion: C1 still waits for the answer to its second request when the run ends, and the read is never sent.',
    attempt: 'Restart S1 at 1.5 s: even a server that is back cannot answer a request that died.',
    opensAt: 990 * MS,
  },
];
