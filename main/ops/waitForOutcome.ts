import { systemTimers } from '../../native/systemTime.ts';

/** A supervised device, as a command waits for it. */
interface Device<Status> {
  status(): Status;
  subscribe(listener: (status: Status) => void): () => void;
  start(): void;
}

/** Starts a device and waits until one of its states is an outcome, or the time is over. */
export function waitForOutcome<Status, Outcome>(
  device: Device<Status>,
  timeoutMs: number,
  outcomeOf: (status: Status) => Outcome | undefined,
  timedOut: (status: Status) => Outcome,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      unsubscribe();
      cancel();
      resolve(outcome);
    };
    const cancel = systemTimers.after(timeoutMs, () => finish(timedOut(device.status())));
    const unsubscribe = device.subscribe((status) => {
      const outcome = outcomeOf(status);
      if (outcome !== undefined) finish(outcome);
    });
    device.start();
  });
}
