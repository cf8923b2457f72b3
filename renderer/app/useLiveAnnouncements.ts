import { useEffect, useRef } from 'react';
import type { Live } from '../../main/contract/liveState.ts';
import { useAnnounce } from '../ui/announcer.ts';
import { useLive } from './core.ts';
import { appTexts } from './texts.ts';

/** Says aloud what happens by itself: who arrived, card in and out, prints that ended. What a scan could not do is an alert of its own. */
export function useLiveAnnouncements(): void {
  const announce = useAnnounce();
  const live = useLive((value) => value);
  const before = useRef(live);
  useEffect(() => {
    const sentences = changesInWords(before.current, live);
    before.current = live;
    if (sentences.length > 0) announce(sentences.join('。'));
  }, [live, announce]);
  // What was said last may name a citizen: nobody hears it on the sign-in screen.
  useEffect(() => () => announce(''), [announce]);
}

/** What is worth saying about the step from one live value to the next. */
export function changesInWords(before: Live, after: Live): string[] {
  const { said } = appTexts;
  const words: string[] = [];
  const arrived = after.visit;
  if (arrived?.person && !before.visit?.person) words.push(said.arrived[arrived.openedBy](arrived.person.name));
  if (before.visit && !after.visit) words.push(said.visitEnded);
  if (before.visit?.card === 'in' && after.visit?.card === 'removed') words.push(said.cardOut);
  const other = after.visit?.other;
  if (!before.visit?.other && other) words.push(said.other[other.kind]);
  for (const job of after.printing) {
    if (before.printing.find(({ jobId }) => jobId === job.jobId)?.state === job.state) continue;
    if (job.state === 'printed') words.push(said.printed(job.slipNumber));
    if (job.state === 'failed') words.push(said.printFailed(job.slipNumber));
    if (job.state === 'unknown') words.push(said.printUnknown(job.slipNumber));
  }
  return words;
}
