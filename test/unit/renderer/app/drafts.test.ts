import { describe, expect, it, vi } from 'vitest';
import { DRAFT_DELAY_MS, keepDrafts, type Draft, type DraftState } from '../../../../renderer/app/drafts.ts';

const CASE = '0199aaaa-0000-7000-8000-00000000000c';

function typed(phone: string): Draft {
  return { ticks: {}, form: { phone } };
}

/** A keeper over a hand-driven clock and a core that answers as told. */
function counter(taken: () => Promise<boolean> = () => Promise.resolve(true)) {
  const saved: Draft[] = [];
  const timers = new Set<() => void>();
  const delays: number[] = [];
  const keeper = keepDrafts(
    (_caseId, draft) => {
      saved.push(draft);
      return taken();
    },
    (ms, run) => {
      delays.push(ms);
      timers.add(run);
      return () => timers.delete(run);
    },
  );
  const quiet = () => {
    const due = [...timers];
    timers.clear();
    due.forEach((run) => run());
  };
  return { keeper, saved, quiet, delays, timers };
}

describe('drafts of an intake', () => {
  it('saves once after a pause, however many keys were pressed', () => {
    const { keeper, saved, quiet, delays } = counter();
    for (const phone of ['1', '13', '139']) keeper.change(CASE, typed(phone));
    expect(saved).toEqual([]);
    expect(keeper.get(CASE)).toEqual(typed('139'));
    quiet();
    expect(saved).toEqual([typed('139')]);
    expect(new Set(delays)).toEqual(new Set([DRAFT_DELAY_MS]));
  });

  it('saves at once when the screen is left, and not again', async () => {
    const { keeper, saved, timers } = counter();
    keeper.change(CASE, typed('139'));
    await keeper.flush();
    await keeper.flush();
    expect(saved).toEqual([typed('139')]);
    expect(timers.size).toBe(0);
  });

  it('keeps what the core did not take and offers it again', async () => {
    // given a core whose session is gone
    let signedIn = false;
    const { keeper, saved } = counter(() => Promise.resolve(signedIn));
    keeper.change(CASE, typed('139'));
    await keeper.flush();
    // when the teller signs in again and goes on
    signedIn = true;
    await keeper.flush();
    // then nothing typed is lost
    expect(saved).toEqual([typed('139'), typed('139')]);
    expect(keeper.get(CASE)).toEqual(typed('139'));
  });

  it('saves what was typed while a save was under way', async () => {
    const answers: ((taken: boolean) => void)[] = [];
    const { keeper, saved } = counter(() => new Promise((resolve) => answers.push(resolve)));
    keeper.change(CASE, typed('13'));
    void keeper.flush();
    keeper.change(CASE, typed('139'));
    // whoever waits for it, waits for what was typed since as well
    const flushed = vi.fn();
    void keeper.flush().then(flushed);
    answers.shift()?.(true);
    await vi.waitFor(() => expect(saved).toEqual([typed('13'), typed('139')]), { timeout: 30_000 });
    expect(flushed).not.toHaveBeenCalled();
    answers.shift()?.(true);
    await vi.waitFor(() => expect(flushed).toHaveBeenCalled(), { timeout: 30_000 });
    expect(keeper.state(CASE)).toBe('saved');
  });

  it('leaves nothing behind when the visit is over', () => {
    const { keeper, saved, quiet } = counter();
    keeper.change(CASE, typed('139'));
    keeper.forgetAll();
    quiet();
    expect(keeper.get(CASE)).toBeUndefined();
    expect(saved).toEqual([]);
  });

  it('says whether the core has it: being saved, saved, not saved, and saved when it is taken after all', async () => {
    const answers: ((taken: boolean) => void)[] = [];
    const { keeper, quiet } = counter(() => new Promise((resolve) => answers.push(resolve)));
    const seen: DraftState[] = [keeper.state(CASE)];
    keeper.subscribe(() => {
      const state = keeper.state(CASE);
      if (seen.at(-1) !== state) seen.push(state);
    });
    keeper.change(CASE, typed('13'));
    quiet();
    answers.shift()?.(false);
    await vi.waitFor(() => expect(keeper.state(CASE)).toBe('not-saved'), { timeout: 30_000 });
    keeper.change(CASE, typed('139'));
    expect(keeper.state(CASE)).toBe('not-saved');
    quiet();
    answers.shift()?.(true);
    await vi.waitFor(() => expect(keeper.state(CASE)).toBe('saved'), { timeout: 30_000 });
    expect(seen).toEqual(['saved', 'saving', 'not-saved', 'saving', 'saved']);
  });

  it('a save that throws is one that was not taken', async () => {
    const { keeper, quiet } = counter(() => Promise.reject(new Error('connection closed')));
    keeper.change(CASE, typed('139'));
    quiet();
    await vi.waitFor(() => expect(keeper.state(CASE)).toBe('not-saved'), { timeout: 30_000 });
    expect(keeper.get(CASE)).toEqual(typed('139'));
  });
});
