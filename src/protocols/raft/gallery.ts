/** The runs of Raft that the gallery shows. */
import type { GalleryRun } from '../../sim/protocol.ts';

export const raftGallery: readonly GalleryRun[] = [
  {
    path: 'start-up',
    section: 'First steps',
    text: `raft seed=42 duration=10s
title "Start-up: five processes elect a leader"
@1s..9.5s every=400ms C1 write x`,
    look: 'Five processes wait; the first whose timer runs out asks for votes, wins, and keeps the others quiet with heartbeats.',
    attempt: 'click the leader while it runs and crash it.',
  },
];
