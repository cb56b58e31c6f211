/** Saves the whole run as a log that ShiViz reads. */
import { toShiviz } from '../interop/to-shiviz.ts';
import { advance } from '../sim/simulation.ts';
import { eventSentence } from '../views/inspector/event-sentence.ts';
import { session } from './session.ts';

export function saveShivizLog(): void {
  const { simulation } = session.getState();
  const { scenario, protocol } = simulation;
  const { trace } = advance(simulation, scenario.duration);
  const text = toShiviz(trace, (event) => eventSentence(trace, event, protocol, scenario));
  if (text === '') return session.tell('There is no event to export yet');
  const name = fileName(scenario.title === '' ? protocol.title : scenario.title);
  save(`${name}.log`, text);
  session.tell(`Saved as ${name}.log: paste it into ShiViz as it is`);
}

function fileName(title: string): string {
  const plain = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^-+|-+$/g, '') || 'run';
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
