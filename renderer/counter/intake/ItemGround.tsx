import type { ItemView } from '../../../main/contract/item.ts';
import { intakeTexts } from './texts.ts';

/** For whom the item is, on what laws it rests and how long its papers are kept: folded, because who works here every day knows it. */
export function ItemGround({ item }: { readonly item: ItemView }) {
  const { conditions, legalBasis, retentionText } = item;
  return (
    <>
      <Folded title={intakeTexts.conditions} lines={conditions} />
      <Folded
        title={intakeTexts.legalBasis}
        lines={[...legalBasis, ...(retentionText ? [intakeTexts.retention(retentionText)] : [])]}
      />
    </>
  );
}

function Folded({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="sheet conditions">
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
