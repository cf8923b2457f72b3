import type { Cancel } from './time.ts';

/** The side of a signal that others hear. */
export interface Heard<Value> {
  /**
   * Calls the listener at every emission from the next one on. The same function subscribed twice is called twice; each
   * subscription is taken back by its own answer.
   */
  subscribe(listener: (value: Value) => void): Cancel;
}

/** Tells listeners that something happened. */
export interface Signal<Value = void> extends Heard<Value> {
  /**
   * Calls all listeners of this moment in the order they came: those that subscribe meanwhile hear the next one, those
   * that have left meanwhile hear nothing more. Never throws.
   */
  emit(value: Value): void;
}

/**
 * Makes a signal. What a listener throws goes to `report` and no further: the others still hear, and the one who emits
 * has done its own work and must not fail for theirs. Listeners are synchronous.
 */
export function createSignal<Value = void>(report: (error: unknown) => void): Signal<Value> {
  // An object for each subscription, because the same function may come twice.
  const subscriptions = new Set<{ readonly listener: (value: Value) => void }>();
  return {
    subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      return () => void subscriptions.delete(subscription);
    },
    emit(value) {
      for (const subscription of [...subscriptions]) {
        if (!subscriptions.has(subscription)) continue;
        try {
          subscription.listener(value);
        } catch (error) {
          report(error);
        }
      }
    },
  };
}
