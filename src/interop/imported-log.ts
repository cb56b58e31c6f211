/** A log from outside as it is kept: columns over its text, one set for each execution. */

/** Refused before anything is read. */
export const MAX_LOG_BYTES = 20 * 1024 * 1024;
export const MAX_LOG_EVENTS = 200_000;
/** Entries of all vector clocks of one execution written out (events × hosts): 80 MB. */
export const MAX_CLOCK_CELLS = 20_000_000;
/** More lanes than this are neither drawn nor read by anybody. */
export const MAX_LOG_HOSTS = 1_000;

/** How the text is to be read, as ShiViz has it. */
export interface LogFormat {
  /** A regular expression with the groups `host` and `clock`, and mostly `event`. */
  readonly expression: string;
  /** A regular expression for what stands between executions, with `trace` for a name; empty: there is one execution. */
  readonly delimiter: string;
}

export interface ImportedLog {
  /** What was read, line ends as `\n`; the columns point into it. */
  readonly text: string;
  readonly format: LogFormat;
  /** In the order of the text; at least one. */
  readonly executions: readonly ImportedExecution[];
  readonly unread: UnreadLines;
}

/** Lines that are neither part of an event nor a delimiter nor empty. */
export interface UnreadLines {
  readonly count: number;
  /** From 1; 0: there is none. */
  readonly first: number;
}

/** One execution: its events in an order that no cause contradicts. Nothing writes to the columns once they are made. */
export interface ImportedExecution {
  readonly label: string;
  /** Lanes, in order of first appearance. */
  readonly hosts: readonly string[];
  readonly length: number;
  /** Lane of each event. */
  readonly lane: Int32Array;
  /** Length of the longest chain of causes that ends with the event, from 1: its place on the axis, and its Lamport clock. */
  readonly depth: Int32Array;
  /** The event whose message this one received, where the clocks leave no other; −1. */
  readonly cause: Int32Array;
  /** 1: some message is known to have been sent here. */
  readonly sends: Uint8Array;
  /** Vector clocks by lane, one row an event. */
  readonly vectors: Int32Array;
  /** Where the event's words stand in the text. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Line of the event's clock, from 1. */
  readonly line: Int32Array;
  /** Further groups of the expression, where it has any. */
  readonly fields: readonly Readonly<Record<string, string>>[];
  /** Events with an arrow to them. */
  readonly arrows: number;
  /** Events whose whole clock names no single sender of what they learnt: they know of it, and have no arrow. */
  readonly undetermined: number;
  /** Events whose clock leaves out what an event that it names knew: that is added, but proves no message. */
  readonly completed: number;
  /** Line of the first of them; 0: there is none. */
  readonly firstCompleted: number;
}

/** The words of one event. */
export function eventWords(log: Pick<ImportedLog, 'text'>, execution: ImportedExecution, event: number): string {
  return log.text.slice(execution.from[event], execution.to[event]);
}
