import { useRef } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { CounterClient } from '../../main/contract/contract.ts';
import type { Failure } from '../../main/contract/failures.ts';
import { appTexts } from './texts.ts';
import { useClient } from './core.ts';

/** Answer of a procedure. */
export type Answer<Value> = { ok: true; value: Value } | Failure;

/** What the window shows when something did not work: the three sentences. */
export type Trouble = Pick<Failure, 'happened' | 'kept' | 'next'>;

/** How a press stands. */
interface Standing {
  readonly pending: boolean;
  readonly trouble: Trouble | null;
  /** Takes the message away. */
  readonly clear: () => void;
}

/** One thing the teller can do with something. */
export interface Act<Input> extends Standing {
  /** What it is being done with; null when it is not under way. */
  readonly underWay: Input | null;
  /** Does it. A second press while it is under way does nothing. */
  readonly run: (input: Input) => void;
}

/** One thing the teller can do. */
export interface Press extends Standing {
  /** As {@link Act.run}. */
  readonly run: () => void;
}

/**
 * A press that calls the core. `perform` gets an id made for this press: the connection repeats the call with it when it
 * was cut off, so the press counts once.
 */
export function useAct<Input, Value>(
  perform: (client: CounterClient, input: Input, requestId: string) => Promise<Answer<Value>>,
  onDone?: (value: Value, input: Input) => void,
  onTrouble?: () => void,
): Act<Input> {
  const client = useClient();
  // Known at once: the second press of a doubled or held key comes before the screen is drawn again.
  const underWay = useRef(false);
  const mutation = useMutation({
    mutationFn: (input: Input) => perform(client, input, crypto.randomUUID()),
    onSuccess: (answer, input) => {
      if (answer.ok) onDone?.(answer.value, input);
      else onTrouble?.();
    },
    onSettled: () => {
      underWay.current = false;
    },
  });
  return {
    run: (input) => {
      if (underWay.current) return;
      underWay.current = true;
      mutation.mutate(input);
    },
    pending: mutation.isPending,
    underWay: mutation.isPending ? mutation.variables : null,
    trouble: troubleOf(mutation.data, mutation.error),
    clear: mutation.reset,
  };
}

/** As {@link useAct}, for a press that needs nothing but itself. */
export function usePress<Value>(
  perform: (client: CounterClient, requestId: string) => Promise<Answer<Value>>,
  onDone?: (value: Value) => void,
): Press {
  const { run, pending, trouble, clear } = useAct((client, _: null, requestId) => perform(client, requestId), onDone);
  return { run: () => run(null), pending, trouble, clear };
}

function troubleOf(answer: Answer<unknown> | undefined, error: Error | null): Trouble | null {
  if (error) return appTexts.unexpected;
  return answer && !answer.ok ? answer : null;
}

/** The value of an answer; a failure is thrown as {@link TroubleError}, for queries. */
export function valueOf<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new TroubleError(answer);
}

/** A foreseen failure on its way through a query. */
class TroubleError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.happened);
    this.trouble = trouble;
  }
}

/** The three sentences of a failed query. */
export function troubleOfQuery(error: Error | null): Trouble | null {
  if (!error) return null;
  return error instanceof TroubleError ? error.trouble : appTexts.unexpected;
}
