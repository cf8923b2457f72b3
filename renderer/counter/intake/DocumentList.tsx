import type { DocumentSummary } from '../../../main/contract/slip.ts';
import { standingTexts } from '../../../main/domain/resultDocument/standing.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { hallMinute } from '../../ui/hallMinute.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { intakeTexts } from './texts.ts';

const tones = {
  genuine: 'good',
  expired: 'wait',
  superseded: 'bad',
  void: 'bad',
} as const satisfies Record<DocumentSummary['standing'], Tone>;

interface Props {
  readonly documents: readonly DocumentSummary[];
  /** They are printed at the window of whoever sees the case in full. */
  readonly printable: boolean;
}

/** The documents in which the result is handed over: the one that holds can be printed with one key. */
export function DocumentList({ documents, printable }: Props) {
  const held = documents.findLast(({ standing }) => standing === 'genuine' || standing === 'expired');
  return (
    <section className="sheet" aria-label={intakeTexts.documents}>
      <h2>{intakeTexts.documents}</h2>
      <ul className="slips">
        {documents.map((document) => (
          <li key={document.number} className="slip-row">
            <Icon name="doc" size={22} />
            <div className="slip-text">
              <strong>{document.name}</strong>
              <span className="number">
                {document.number}　{hallMinute(document.issuedAt)}
              </span>
              {document.validUntil ? (
                <span className="number">{intakeTexts.validUntil(document.validUntil)}</span>
              ) : null}
            </div>
            <div className="slip-state">
              <Tag tone={tones[document.standing]}>{standingTexts[document.standing]}</Tag>
              <small>{intakeTexts.handedOut(document.handedOut)}</small>
            </div>
            {printable ? (
              <SheetButton
                of={{ kind: 'document', number: document.number }}
                {...(document === held ? { hotkey: 'Ctrl+P' } : {})}
              >
                {intakeTexts.documentView}
              </SheetButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
