import { useState } from 'react';
import type { Device, TestResult } from '../../main/contract/device.ts';
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
        <p>{test.pending ? words.running : words.hints[device.role]}</p>
      </div>
      <div role="status">{result && !test.pending ? <Result result={result} /> : null}</div>
      <TroubleNotice trouble={test.trouble} />
    </div>
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
