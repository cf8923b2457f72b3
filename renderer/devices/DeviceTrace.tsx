import { useLayoutEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { CounterClient } from '../../main/contract/contract.ts';
import type { Device } from '../../main/contract/device.ts';
import { hallDateTime } from '../../main/domain/calendar/hallTime.ts';
import { useClient } from '../app/core.ts';
import { troubleOfQuery, useAct, usePress, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { foldRepeats } from './foldTrace.ts';
import { saveText } from './saveText.ts';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.trace;

/** While a recording runs it is read so often: what is done at the device is seen at once. */
const REREAD_MS = 700;
/** Lines kept on the screen; a whole recording would only slow the window. */
const LINES_SHOWN = 300;

/** Where the time of day begins in `2026-11-21 14:05:09`. */
const TIME_OF_DAY = 11;

type TraceAnswer = Awaited<ReturnType<CounterClient['device']['trace']>>;
type TraceLine = Extract<TraceAnswer, { ok: true }>['value']['lines'][number];

/** What goes over the line of a device, for the vendor. */
export function DeviceTrace({ device }: { readonly device: Device }) {
  const { deviceId, tracing } = device;
  const client = useClient();
  const trace = useQuery({
    queryKey: ['trace', deviceId],
    queryFn: async () => valueOf(await client.device.trace({ deviceId })).lines,
    refetchInterval: tracing ? REREAD_MS : false,
  });
  const set = useAct(
    (core, on: boolean, requestId) => core.device.setTracing({ requestId, deviceId, tracing: on }),
    () => void trace.refetch(),
  );
  const save = usePress(
    (core, requestId) => core.device.saveTrace({ requestId, deviceId }),
    ({ fileName, text }) => saveText(fileName, text),
  );
  const lines = trace.data ?? [];
  return (
    <div className="device-part device-trace">
      <div className="device-part-head">
        <h3>{words.title}</h3>
        {tracing ? (
          <Tag tone="wait" icon="busy">
            {deviceTexts.tracing}
          </Tag>
        ) : null}
        <span className="devices-space" />
        {lines.length > 0 ? (
          <ActionButton kind="quiet" pending={save.pending} onPress={() => save.run()}>
            {words.save}
          </ActionButton>
        ) : null}
        <ActionButton pending={set.pending} onPress={() => set.run(!tracing)}>
          {tracing ? words.stop : words.start}
        </ActionButton>
      </div>
      <p>{words.help}</p>
      <TroubleNotice trouble={set.trouble ?? save.trouble ?? troubleOfQuery(trace.error)} />
      {lines.length > 0 ? (
        <Lines lines={lines} />
      ) : (
        <p className="device-note">{tracing ? words.waiting : words.empty}</p>
      )}
    </div>
  );
}

function Lines({ lines }: { readonly lines: readonly TraceLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const newest = foldRepeats(lines.slice(-LINES_SHOWN));
  useLayoutEffect(() => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <>
      {lines.length > LINES_SHOWN ? <p>{words.newest(LINES_SHOWN)}</p> : null}
      <div
        className="trace-lines"
        role="log"
        aria-label={words.title}
        aria-live="off"
        tabIndex={0}
        ref={box}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          // Who scrolls back wants to read; at the end the newest line is followed again.
          following.current = scrollHeight - scrollTop - clientHeight < 4;
        }}
      >
        {newest.map(({ lines: exchange, times }, index) => (
          <div key={index} className={times > 1 ? 'trace-again' : undefined}>
            {exchange.map((line, place) => (
              <Line key={place} line={line} />
            ))}
            {times > 1 ? <small>{words.again(times)}</small> : null}
          </div>
        ))}
      </div>
    </>
  );
}

function Line({ line: { at, direction, text } }: { readonly line: TraceLine }) {
  return (
    <p className={`trace-${direction}`}>
      <time className="number">{hallDateTime(at).slice(TIME_OF_DAY)}</time>
      <span aria-hidden="true">{words.arrows[direction]}</span>
      <span className="unseen">{words.directions[direction]}</span>
      <code>{text}</code>
    </p>
  );
}
