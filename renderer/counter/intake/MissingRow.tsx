import { useId } from 'react';
import { Input } from 'antd';
import { missingReasonTexts, type MissingReason } from '../../../main/domain/case/papers.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { intakeTexts } from './texts.ts';

const words = intakeTexts.notice;
const reasons = Object.entries(missingReasonTexts) as [MissingReason, string][];

interface Props {
  readonly material: ItemMaterial;
  readonly reason: MissingReason;
  readonly note: string;
  readonly onChange: (told: { reason: MissingReason; note: string }) => void;
}

/** Why one material does not do, and a word of the teller's own. */
export function MissingRow({ material, reason, note, onChange }: Props) {
  const id = useId();
  return (
    <fieldset className="missing-row">
      <legend>{material.name}</legend>
      {material.anyOf.length > 0 ? (
        <p>
          {words.whereFrom}
          {material.anyOf.map(({ name }) => name).join(' / ')}
        </p>
      ) : null}
      <div className="missing-fields">
        {/* The browser's own list: it opens above a dialog and knows the keyboard. */}
        <select
          aria-label={`${material.name} ${words.reason}`}
          value={reason}
          onChange={(event) => {
            const chosen = reasons.find(([value]) => value === event.target.value);
            if (chosen) onChange({ reason: chosen[0], note });
          }}
        >
          {reasons.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Input
          id={`${id}-note`}
          aria-label={`${material.name} ${words.note}`}
          placeholder={words.note}
          value={note}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => onChange({ reason, note: event.target.value })}
        />
      </div>
    </fieldset>
  );
}
