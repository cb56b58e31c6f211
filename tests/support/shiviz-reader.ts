/**
 * What ShiViz itself asks of a log, written down from its parser, its time stamps and its model graph:
 * the reference that exports must pass. Throws where ShiViz refuses.
 */

export interface ReadEvent {
  readonly host: string;
  readonly words: string;
  readonly clock: Readonly<Record<string, number>>;
}

const EXPRESSION = /(?<event>.*)\n(?<host>\S*) (?<clock>{.*})/gm;

/** The events of one execution in the order of the text. */
export function readAsShiviz(text: string): readonly ReadEvent[] {
  const events = [...text.trim().matchAll(EXPRESSION)].map((match): ReadEvent => {
    const { event = '', host = '', clock = '' } = match.groups ?? {};
    const entries = JSON.parse(clock) as Record<string, number>;
    if (!Object.hasOwn(entries, host)) throw new Error(`local host "${host}" is missing from ${clock}`);
    for (const name of Object.keys(entries)) if (entries[name] === 0) delete entries[name];
    return { host, words: event, clock: entries };
  });
  if (events.length === 0) throw new Error('no events');
  const byHost = new Map<string, ReadEvent[]>();
  for (const event of events) byHost.set(event.host, [...(byHost.get(event.host) ?? []), event]);
  for (const [host, list] of byHost) {
    list.sort((a, b) => (a.clock[host] ?? 0) - (b.clock[host] ?? 0));
    list.forEach((event, index) => {
      if (event.clock[host] !== index + 1) throw new Error(`"${host}" has ${event.clock[host]}, not ${index + 1}`);
    });
  }
  for (const { clock } of events) {
    for (const [host, time] of Object.entries(clock)) {
      const list = byHost.get(host);
      if (list === undefined) throw new Error(`unrecognized host "${host}"`);
      if (time < 1 || time > list.length) throw new Error(`invalid clock value ${time} for "${host}"`);
    }
  }
  return events;
}
