/** What is to be known of an imported log, the things that were left out or added first of all. */
import type { ImportedExecution, ImportedLog } from '../interop/imported-log.ts';

export function logFacts({ unread }: Pick<ImportedLog, 'unread'>, execution: ImportedExecution): readonly string[] {
  const { hosts, length, arrows, undetermined, completed, firstCompleted } = execution;
  const facts = [count(hosts.length, 'host'), count(length, 'event'), count(arrows, 'message')];
  if (undetermined > 0)
    facts.push(`${count(undetermined, 'event')} learnt of others in a way that names no one sender: no arrow`);
  if (completed > 0)
    facts.push(
      `${count(completed, 'clock')} left out what they must know, first in line ${firstCompleted}: added, without arrows`,
    );
  if (unread.count > 0) facts.push(`${count(unread.count, 'line')} not read, first line ${unread.first}`);
  return facts;
}

function count(number: number, one: string): string {
  return `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;
}
