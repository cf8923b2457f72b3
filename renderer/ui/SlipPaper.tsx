import type { SlipPreview } from '../../main/contract/slip.ts';
import { graphemes } from '../../main/domain/text/graphemes.ts';
import { QrCode } from './QrCode.tsx';
import { gridRuns } from './slipGrid.ts';
import { uiTexts } from './texts.ts';

type Line = SlipPreview['lines'][number];
type Span = Extract<Line, { kind: 'text' }>['spans'][number];

/** A slip as paper: the same lines as on the printer, on the same grid of 32 or 48 columns. */
export function SlipPaper({ slip }: { readonly slip: SlipPreview }) {
  return (
    <article className={`paper paper-${slip.columns}`} aria-label={uiTexts.paperLabel} tabIndex={0}>
      {slip.lines.map((line, index) => (
        <PaperLine key={index} line={line} />
      ))}
    </article>
  );
}

function PaperLine({ line }: { readonly line: Line }) {
  switch (line.kind) {
    case 'text':
      return (
        <p className={`paper-line paper-${line.align}`}>
          {line.spans.map((span, index) => (
            <PaperSpan key={index} span={span} />
          ))}
          {/* An empty line has the height of a line. */}
          {line.spans.length === 0 ? ' ' : null}
        </p>
      );
    case 'rule':
      return <hr className="paper-rule" />;
    case 'qr':
      return <QrCode className="paper-qr" data={line.data} />;
    case 'feed':
      return <div className="paper-feed" style={{ height: `${line.lines * 0.9}em` }} />;
  }
}

function PaperSpan({ span }: { readonly span: Span }) {
  const look = [span.bold && 'paper-bold', span.double && 'paper-double'].filter(Boolean).join(' ');
  return (
    <span className={look}>
      <span className="unseen">{span.text}</span>
      <span aria-hidden="true">
        {gridRuns(span.text).map((run, index) =>
          run.half ? (
            graphemes(run.text).map((character, at) => (
              <span key={`${index}-${at}`} className="paper-half">
                {character}
              </span>
            ))
          ) : (
            <span key={index}>{run.text}</span>
          ),
        )}
      </span>
    </span>
  );
}
