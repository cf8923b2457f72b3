import type { SheetView } from '../../main/contract/sheet.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { sheetTexts } from './texts.ts';

type Sheet = SheetView['sheet'];
type Part = Sheet['parts'][number];

/** One A4 sheet as it is printed: an official letter, readable at arm's length. */
export function A4Sheet({ sheet }: { readonly sheet: Sheet }) {
  return (
    <article className="a4" aria-label={sheetTexts.paperLabel}>
      <header className="a4-head">
        <p>{sheet.organ}</p>
        <h3>{sheet.title}</h3>
        {sheet.number ? (
          <p className="a4-number">
            {sheetTexts.number}：{sheet.number}
          </p>
        ) : null}
        {sheet.mark ? <p className="a4-mark">{sheet.mark}</p> : null}
      </header>
      <Pairs pairs={sheet.facts} />
      {sheet.parts.map((part, index) => (
        <section key={index} className="a4-part">
          {part.heading ? <h4>{part.heading}</h4> : null}
          <PartBody part={part} />
        </section>
      ))}
      {sheet.seal ? (
        <div className="a4-seal">
          <span className="a4-seal-place" aria-hidden="true">
            {sheet.seal.name}
          </span>
          <p>{`${sheet.seal.organ}（${sheetTexts.sealed(sheet.seal.name)}）`}</p>
          <p>{sheet.seal.date}</p>
        </div>
      ) : null}
      {sheet.signatures.map((line) => (
        <p key={line} className="a4-signature">
          <span>{line}</span>
          <span className="a4-line" />
          <span>年　　月　　日</span>
        </p>
      ))}
      <footer className="a4-foot">
        <Pairs pairs={sheet.foot} />
        {sheet.qr ? (
          <figure>
            <QrCode className="a4-qr" data={sheet.qr} />
            <figcaption>{sheetTexts.scan}</figcaption>
          </figure>
        ) : null}
      </footer>
    </article>
  );
}

function Pairs({ pairs }: { readonly pairs: Sheet['facts'] }) {
  return (
    <dl className="a4-pairs">
      {pairs.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Pairs between rules, two to a row; a long value has a row of its own. */
function Grid({ pairs }: { readonly pairs: Sheet['facts'] }) {
  return (
    <dl className="a4-grid">
      {pairs.map(({ label, value }) => (
        <div key={label} className={value.length > LONG_VALUE ? 'a4-grid-whole' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Characters that stand beside their label in half the width of the paper. */
const LONG_VALUE = 16;

function PartBody({ part }: { readonly part: Part }) {
  switch (part.kind) {
    case 'pairs':
      return <Pairs pairs={part.pairs} />;
    case 'grid':
      return <Grid pairs={part.pairs} />;
    case 'text':
      return <p className={part.large ? 'a4-large' : undefined}>{part.text}</p>;
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {part.columns.map(({ title, align }) => (
                <th key={title} className={`a4-${align}`} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {part.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, at) => (
                  <td key={at} className={`a4-${part.columns[at]?.align ?? 'text'}`}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
