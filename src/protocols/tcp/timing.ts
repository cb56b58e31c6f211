/** The retransmission timeout: round trips measured, smoothed and doubled in whole microseconds (RFC 6298). */
import type { Micros } from '../../sim/scenario.ts';
import { type Outcome, step, type TcpContext, type Timing } from './state.ts';

/** A clock tick: timeouts are never so near the round trip that one of these would make them false. */
const GRANULARITY = 1000;

/** `una` has moved: a segment under measurement that it passed gives a round trip. */
export function measure(context: TcpContext, now: Micros): Outcome {
  const { timing, send } = context;
  const { sample } = timing;
  const fresh: Timing = { ...timing, tries: 0, probes: 0 };
  if (sample === undefined || send.una <= sample.offset) {
    return [{ ...context, timing: fresh }, []];
  }
  const took = now - sample.at;
  const estimated = estimate(context, fresh, took);
  const { srtt = 0, rto } = estimated;
  return [{ ...context, timing: estimated }, [step('rtt', { sample: took, srtt, rto })]];
}

function estimate({ settings }: TcpContext, timing: Timing, took: Micros): Timing {
  const { srtt, rttvar } = timing;
  const smooth = srtt === undefined ? took : srtt + Math.floor((took - srtt) / 8);
  const spread = srtt === undefined ? Math.floor(took / 2) : rttvar + Math.floor((Math.abs(srtt - took) - rttvar) / 4);
  const wanted = smooth + Math.max(GRANULARITY, 4 * spread);
  const rto = Math.min(settings.mostTimeout, Math.max(settings.leastTimeout, wanted));
  return { ...timing, srtt: smooth, rttvar: spread, rto, sample: undefined };
}

/** A timeout: the next one comes after twice the time, and nothing under way is measured. */
export function backOff({ timing, settings }: TcpContext): Timing {
  const rto = Math.min(settings.mostTimeout, timing.rto * 2);
  return { ...timing, rto: Math.max(rto, timing.rto), sample: undefined, tries: timing.tries + 1 };
}
