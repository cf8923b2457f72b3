import { useEffect, useState } from 'react';
import type { Device, TestResult } from '../../main/contract/device.ts';
import { SCAN_SECONDS } from '../../main/domain/device/scannerTest.ts';
import { usePress } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.test;

/** Tries the device; the result stays in place until the next try. */
export function DeviceTest({ device }: { readonly device: Device }) {
  const [result, setResult] = useState<TestResult | null>(null);
  const test = usePress(
    (client, requestId) => client.device.test({ requestId, deviceId: device.deviceId }),
    (value) => setResult(value),
  );
  return (
    <div className="device-part">
      <div className="device-part-head">
        <ActionButton kind="primary" hotkey="Alt+T" pending={test.pending} onPress={() => test.run()}>
          {words.run}
        </ActionButton>
        <p>{words.hints[device.role]}</p>
      </div>
      {test.pending ? <Running role={device.role} /> : null}
      <div role="status">{result && !test.pending ? <Result result={result} /> : null}</div>
      <TroubleNotice trouble={test.trouble} />
    </div>
  );
}

/** What is awaited of the person, if anything, and how long there is still time for it. */
function Running({ role }: Pick<Device, 'role'>) {
  const [left, setLeft] = useState(SCAN_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="device-running">
      <Icon name="busy" /> {role === 'scanner' ? words.scanNow : words.running}
      {/* Beside the sentence that is read out, not part of it: nobody wants to hear every second. */}
      {role === 'scanner' ? (
        <b className="number" aria-hidden="true">
          {words.secondsLeft(left)}
        </b>
      ) : null}
    </p>
  );
}

function Result({ result }: { readonly result: TestResult }) {
  return (
    <div className={result.passed ? 'device-result device-result-good' : 'device-result device-result-bad'}>
      <Icon name={result.passed ? 'check' : 'stop'} size={22} />
      <div>
        <strong>
          {result.passed ? words.passed : words.failed}：{result.summary}
        </strong>
        {result.advice ? <p>{result.advice}</p> : null}
      </div>
    </div>
  );
}
