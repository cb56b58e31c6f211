/** The lesson that is open: which step, what was answered, whether the run on the desk is still the lesson's. */
import { create } from 'zustand';
import type { Lesson } from '../sim/lesson.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Progress } from './lesson-progress.ts';
import { useUi } from './ui.ts';

export interface OpenLesson {
  readonly protocol: ProtocolDefinition;
  readonly lesson: Lesson;
  /** From 0. */
  readonly step: number;
  readonly progress: Progress;
  /** The scenario that this step shows, to tell whether the learner has changed it. */
  readonly scenario: Scenario;
}

export const useLesson = create<{ readonly open: OpenLesson | undefined }>(() => ({ open: undefined }));

export function leaveLesson(): void {
  useUi.setState({ pointedTo: [] });
  useLesson.setState({ open: undefined });
}
