/** The runs of Raft that the gallery shows. */
import type { GalleryRun } from '../../sim/protocol.ts';

export const raftGallery: readonly GalleryRun[] = [];
