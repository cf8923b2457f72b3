import type { DutyView } from '../../main/contract/duty.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { hallMinute } from '../ui/hallMinute.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { dutyTexts } from './texts.ts';

const words = dutyTexts.silent;

interface Word {
  readonly number: string;
  readonly absent: boolean;
}

/** About whom the duty leader is asked: one press moves the tasks, the other says that they are there. */
export function Silent({ silent, onDone }: Pick<DutyView, 'silent'> & { readonly onDone: () => void }) {
  const say = useAct((client, word: Word, requestId) => client.duty.answerSilence({ requestId, ...word }), onDone);
  if (silent.length === 0) return null;
  return (
    <section className="sheet duty-attention" aria-labelledby="duty-silent">
      <h2 id="duty-silent">{words.title}</h2>
      <ul className="duty-rows">
        {silent.map(({ number, name, since, urgent }) => (
          <li key={number}>
            <strong>{name}</strong> <span className="number">{number}</span>
            <span className="duty-grow">
              {since === null ? words.never(urgent) : words.since(hallMinute(since), urgent)}
            </span>
            <ActionButton
              kind="primary"
              pending={say.underWay?.number === number && say.underWay.absent}
              onPress={() => say.run({ number, absent: true })}
            >
              {words.away}
            </ActionButton>
            <ActionButton
              pending={say.underWay?.number === number && !say.underWay.absent}
              onPress={() => say.run({ number, absent: false })}
            >
              {words.here}
            </ActionButton>
          </li>
        ))}
      </ul>
      <TroubleNotice trouble={say.trouble} />
    </section>
  );
}
