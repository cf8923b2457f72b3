import type { CaseView } from '../../../main/contract/case.ts';
import { verdictTexts } from '../../../main/domain/case/case.ts';
import { hallMinute } from '../../ui/hallMinute.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { intakeTexts } from './texts.ts';

const tones = {
  agreed: 'good',
  'sent-back': 'bad',
  denied: 'bad',
  escalated: 'wait',
  answered: 'brand',
} as const satisfies Record<CaseView['opinions'][number]['verdict'], Tone>;

/** What the checking nodes said, the latest first: who works on the case reads that before anything else. */
export function Opinions({ opinions }: Pick<CaseView, 'opinions'>) {
  return (
    <section className="sheet" aria-label={intakeTexts.opinions}>
      <h2>{intakeTexts.opinions}</h2>
      <ol className="opinions">
        {opinions.toReversed().map(({ node, verdict, who, post, text, dueOn, at }) => (
          <li key={at}>
            <span>
              <strong>{node}</strong> <Tag tone={tones[verdict]}>{verdictTexts[verdict]}</Tag> {who}（{post}）
            </span>
            <small className="number">
              {hallMinute(at)}
              {dueOn ? ` · ${intakeTexts.opinionDue(dueOn)}` : ''}
            </small>
            {text ? <p>{text}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
