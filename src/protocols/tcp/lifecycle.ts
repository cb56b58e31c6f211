/** What the application does to a connection, and how one ends. */
import type { ClockReading } from '../../sim/protocol.ts';
import { collapse } from './congestion.ts';
import type { OwnEvent } from './messages.ts';
import { readRest } from './receiving.ts';
import { transmit } from './sending.ts';
import { begin, cancel, enter, inTurn, numberOf, type Outcome, step, type TcpContext, timer } from './state.ts';
import { backOff } from './timing.ts';

/** A new connection: SYN goes out. */
export function open(context: TcpContext, { reading }: { readonly reading: ClockReading }): Outcome {
  return inTurn(
    begin(context),
    announced,
    (now) => enter(now, 'synSent'),
    (now) => transmit(now, reading),
  );
}

export function listen(context: TcpContext): Outcome {
  return enter({ ...context, quiet: false }, 'listen');
}

/** Whether the opener makes a further connection. */
export function opensAgain({ opens, connection, settings }: TcpContext): boolean {
  return opens && connection < settings.connections;
}

export function announced(context: TcpContext): Outcome {
  return [context, [step('open', { connection: numberOf(context), iss: context.send.iss })]];
}

/** Once all is sent, and read where the other end has closed, the application will close. */
export function askToClose(context: TcpContext): Outcome {
  const { state, closes, closesFirst, send, total, receive, settings } = context;
  const may = (state === 'established' && closesFirst) || (state === 'closeWait' && receive.unread === '');
  if (closes || !may || send.max <= total) return [context, []];
  return [{ ...context, closes: true }, [timer('close', settings.linger)]];
}

/** The application closes: FIN goes out after the last byte. */
export function close(context: TcpContext, { reading }: OwnEvent): Outcome {
  const finished = { ...context, send: { ...context.send, finished: true } };
  const state = context.state === 'established' ? 'finWait1' : 'lastAck';
  return inTurn(
    finished,
    (now) => enter(now, state),
    (now) => transmit(now, reading),
  );
}

/** Nothing came back in time. */
export function timeOut(context: TcpContext, { reading }: OwnEvent): Outcome {
  if (context.timing.tries + 1 >= context.settings.maxTries) return giveUp(context, 'no answer');
  const waited = (now: TcpContext): Outcome => [
    { ...now, timing: backOff(now), send: { ...now.send, next: now.send.una } },
    [],
  ];
  return inTurn(context, collapse, waited, (now) => transmit(now, reading));
}

/** The connection ends before its time: what was under way may arrive later, so a new one has to wait. */
export function giveUp(context: TcpContext, reason: string): Outcome {
  const listens = context.state === 'synReceived' && !context.opens;
  const ended = (now: TcpContext): Outcome => enter({ ...now, quiet: !listens }, listens ? 'listen' : 'closed');
  const told = step('abort', { reason, connection: numberOf(context) });
  return inTurn(context, (now) => [now, [told]], readRest, cleared, ended);
}

/** The connection ends as it should. */
export function finish(context: TcpContext): Outcome {
  return inTurn(context, readRest, cleared, (now) => enter(now, 'closed'));
}

function cleared(context: TcpContext): Outcome {
  return [
    { ...context, reads: false, closes: false },
    [cancel('retransmit'), cancel('persist'), cancel('read'), cancel('close')],
  ];
}
