import type { CaseView } from '../../../main/contract/case.ts';
import type { IconName } from '../../ui/Icon.tsx';
import { MaterialClock, MaterialLine } from './MaterialLine.tsx';
import { answerTo, type SourceLineProps } from './sourceLine.ts';
import { intakeTexts } from './texts.ts';

type Obtained = CaseView['obtained'][number];

const looks = {
  confirmed: { look: 'there', icon: 'check' },
  pending: { look: 'pending', icon: 'clock' },
  'not-confirmed': { look: 'missing', icon: 'warn' },
} as const satisfies Record<Obtained['result'], { look: string; icon: IconName }>;

/** A material a system is asked for: who supplies it, what it said and when. There is nothing here to tick. */
export function SystemMaterial({ material, view }: SourceLineProps) {
  const answer = answerTo(material, view);
  if (!answer) {
    return (
      <MaterialLine fetched look="pending" icon="busy" name={material.name}>
        {material.requiredWhen ? intakeTexts.notAsked : intakeTexts.obtaining}
      </MaterialLine>
    );
  }
  return (
    <MaterialLine fetched {...looks[answer.result]} name={material.name}>
      <AnswerWords answer={answer} />
    </MaterialLine>
  );
}

function AnswerWords({ answer }: { readonly answer: Obtained }) {
  switch (answer.result) {
    case 'confirmed':
      return (
        <>
          {answer.source}：{answer.summary} <MaterialClock at={answer.at} />
        </>
      );
    case 'pending':
      return intakeTexts.pending;
    case 'not-confirmed':
      return (
        <>
          {intakeTexts.notConfirmed}（{answer.source}）：{answer.summary}
        </>
      );
  }
}
