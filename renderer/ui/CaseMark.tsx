import type { CaseSummary } from '../../main/contract/case.ts';
import { phases, type Phase } from '../../main/domain/case/phase.ts';
import { Tag, type Tone } from './Tag.tsx';
import { uiTexts } from './texts.ts';

const phaseTones = {
  intake: 'brand',
  notified: 'wait',
  asking: 'wait',
  accepted: 'wait',
  reviewing: 'wait',
  deciding: 'wait',
  escalated: 'wait',
  returned: 'bad',
  approved: 'brand',
  expired: 'bad',
  lapsed: 'bad',
  rejected: 'bad',
  completed: 'good',
  closed: 'plain',
} as const satisfies Record<Phase, Tone>;

interface Props {
  readonly phase: Phase;
  readonly delivery: CaseSummary['delivery']['state'];
}

/** How far a case has come; of a completed one, what its transaction waits for. */
export function CaseMark({ phase, delivery }: Props) {
  if (phase === 'completed' && delivery === 'waiting') return <Tag tone="wait">{uiTexts.deliveries.waiting}</Tag>;
  if (delivery === 'refused') return <Tag tone="bad">{uiTexts.deliveries.refused}</Tag>;
  return <Tag tone={phaseTones[phase]}>{phases[phase].title}</Tag>;
}
