import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { FoundDevice } from '../../main/contract/device.ts';
import { drivers } from '../../main/domain/device/drivers/table.ts';
import { useClient, useLive } from '../app/core.ts';
import { troubleOfQuery, useAct, valueOf } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { Choice } from './Choice.tsx';
import { formOf, nameFor, type BegunForm } from './found.ts';
import { deviceTexts } from './texts.ts';

const words = deviceTexts.detection;

interface Props {
  readonly onAdded: (deviceId: string) => void;
  /** The person wants to fill in the settings, begun with what was found. */
  readonly onByHand: (begun: BegunForm | null) => void;
  readonly onClose: () => void;
}

/** What is plugged in and could be added; one press adds. */
export function DetectionDialog({ onAdded, onByHand, onClose }: Props) {
  const client = useClient();
  const detection = useQuery({
    queryKey: ['detection'],
    queryFn: async () => valueOf(await client.device.detect({})),
    gcTime: 0,
  });
  const searching = detection.isFetching;
  const { found, problems } = detection.data ?? { found: [], problems: [] };
  return (
    <Dialog
      wide
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={() => onByHand(null)}>{deviceTexts.addByHand}</ActionButton>
          <ActionButton pending={searching} onPress={() => void detection.refetch()}>
            {words.again}
          </ActionButton>
        </>
      }
    >
      <div role="status">
        {searching ? (
          <p className="device-note">
            <Icon name="busy" /> {words.searching}
          </p>
        ) : null}
        {detection.isSuccess && !searching && found.length === 0 ? (
          <p className="device-note">{words.nothing}</p>
        ) : null}
      </div>
      <TroubleNotice trouble={troubleOfQuery(detection.error)} />
      <ul className="found-list" aria-label={words.title}>
        {found.map((one) => (
          <FoundRow key={one.key} found={one} onAdded={onAdded} onByHand={onByHand} />
        ))}
      </ul>
      {problems.length > 0 && !searching ? (
        <div className="device-note">
          <strong>{words.problems}</strong>
          {problems.map(({ text, detail }) => (
            <div key={text}>
              <p>{text}</p>
              {detail ? (
                <details>
                  <summary>{deviceTexts.facts.detail}</summary>
                  {detail}
                </details>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
    </Dialog>
  );
}

interface RowProps extends Pick<Props, 'onAdded' | 'onByHand'> {
  readonly found: FoundDevice;
}

function FoundRow({ found, onAdded, onByHand }: RowProps) {
  const names = useLive((live) => live.devices).map(({ name }) => name);
  const [chosen, choose] = useState(0);
  const suggestion = found.suggestions[chosen];
  const add = useAct(
    (client, driver: FoundDevice['suggestions'][number], requestId) =>
      client.device.add({
        requestId,
        name: nameFor(driver.driver, names),
        driver,
        plugIdentity: found.plugIdentity,
      }),
    ({ deviceId }) => onAdded(deviceId),
  );
  return (
    <li className="found">
      <div className="found-text">
        <strong>{found.place}</strong>
        <span>
          {[
            words.kinds[found.kind],
            found.manufacturer || words.unknown,
            found.plugIdentity ? words.serial(found.plugIdentity.serialNumber) : '',
          ]
            .filter(Boolean)
            .join('　')}
        </span>
      </div>
      {found.usedBy ? (
        <Tag tone="good" icon="check">
          {words.usedBy(found.usedBy)}
        </Tag>
      ) : (
        <>
          {suggestion ? (
            <>
              <Choice
                aria-label={words.as(found.place)}
                value={String(chosen)}
                options={found.suggestions.map(({ driver }, index) => ({
                  value: String(index),
                  label: drivers[driver].title,
                }))}
                onChange={(value) => choose(Number(value))}
              />
              <ActionButton kind="primary" pending={add.pending} onPress={() => add.run(suggestion)}>
                {words.add}
              </ActionButton>
            </>
          ) : null}
          <ActionButton kind={suggestion ? 'quiet' : 'normal'} onPress={() => onByHand(formOf(found, names))}>
            {words.byHand}
          </ActionButton>
        </>
      )}
      <TroubleNotice trouble={add.trouble} />
    </li>
  );
}
