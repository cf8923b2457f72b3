import { expect, test } from 'vitest';
import { createSignal } from '../../../main/domain/signal.ts';

function hearing(): { reported: unknown[]; signal: ReturnType<typeof createSignal<string>> } {
  const reported: unknown[] = [];
  return { reported, signal: createSignal<string>((error) => reported.push(error)) };
}

test('everybody who has subscribed hears, in the order they came, until they leave', () => {
  const { signal } = hearing();
  const heard: string[] = [];
  const leave = signal.subscribe((value) => heard.push(`first ${value}`));
  signal.subscribe((value) => heard.push(`second ${value}`));
  signal.emit('a');
  leave();
  leave();
  signal.emit('b');
  expect(heard).toEqual(['first a', 'second a', 'second b']);
});

test('a listener that throws is reported, and the others hear all the same', () => {
  const { signal, reported } = hearing();
  const heard: string[] = [];
  const bug = new Error('listener');
  signal.subscribe(() => {
    throw bug;
  });
  signal.subscribe((value) => heard.push(value));
  signal.emit('a');
  expect(heard).toEqual(['a']);
  expect(reported).toEqual([bug]);
});

test('who comes while others hear waits for the next time; who has left hears nothing more', () => {
  const { signal } = hearing();
  const heard: string[] = [];
  const leaving = { leave: (): void => undefined };
  signal.subscribe(() => {
    leaving.leave();
    signal.subscribe((value) => heard.push(`late ${value}`));
  });
  leaving.leave = signal.subscribe((value) => heard.push(`left ${value}`));
  signal.emit('a');
  expect(heard).toEqual([]);
  signal.emit('b');
  expect(heard).toEqual(['late b']);
});

test('the same function subscribed twice hears twice and leaves once at a time', () => {
  const { signal } = hearing();
  const heard: string[] = [];
  const listener = (value: string) => void heard.push(value);
  const leave = signal.subscribe(listener);
  signal.subscribe(listener);
  signal.emit('a');
  leave();
  signal.emit('b');
  expect(heard).toEqual(['a', 'a', 'b']);
});
