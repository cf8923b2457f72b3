import { useState } from 'react';
import { Input, Radio } from 'antd';
import { DOCUMENT_LENGTH, NOTE_LENGTH, type Question } from '../../../main/domain/case/act.ts';
import { caseProcess, type ActKind } from '../../../main/domain/case/process.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { actTexts } from './actTexts.ts';
import { intakeTexts } from './texts.ts';
import { useTakeAct } from './useTakeAct.ts';

const words = intakeTexts.actDialog;

interface Props {
  readonly kind: ActKind;
  readonly caseId: string;
  /** The reason chosen beforehand; the first when undefined. */
  readonly usual: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What has been chosen and typed. */
interface Given {
  readonly reason: string | undefined;
  readonly note: string;
  readonly document: string;
}

/** What an act asks before it is taken: one of its reasons, and words of one's own. The same for every act that needs no papers. */
export function ActDialog({ kind, caseId, usual, onClose, onDone }: Props) {
  const { question } = caseProcess[kind];
  const take = useTakeAct(caseId, onDone);
  const reasons = Object.keys(question?.reasons ?? {});
  const [given, give] = useState<Given>({ reason: usual ?? reasons[0], note: '', document: '' });
  const whyNot = lacking(question, given);
  const answer = () => take.run({ kind, input: inputOf(given) });
  const ends = question?.ends === true;
  return (
    <Dialog
      title={question?.title ?? actTexts[kind].label}
      begin={question?.note === 'required' && reasons.length === 0 ? 'field' : 'action'}
      onClose={onClose}
      actions={
        <>
          {/* Another key than the one that asked, as at the end of a visit. */}
          <ActionButton
            kind={ends ? 'danger' : 'primary'}
            hotkey="Alt+E"
            pending={take.pending}
            whyNot={whyNot}
            onPress={answer}
          >
            {words.yes(actTexts[kind].label)}
          </ActionButton>
          <ActionButton kind={ends ? 'primary' : 'normal'} onPress={onClose}>
            {ends ? words.goOn : words.cancel}
          </ActionButton>
        </>
      }
    >
      {question ? (
        <Answers question={question} given={given} onGive={give} onEnter={() => (whyNot === null ? answer() : null)} />
      ) : null}
      <TroubleNotice trouble={take.trouble} />
    </Dialog>
  );
}

/** What is missing of what the act asks, in Chinese; null when nothing is. */
function lacking(question: Question | undefined, { note, document }: Given): string | null {
  if (question?.note === 'required' && note.trim() === '') return words.noteMissing;
  return question?.document === 'required' && document.trim() === '' ? words.documentMissing : null;
}

/** What the act is asked with: nothing that was left empty. */
function inputOf({ reason, note, document }: Given): Readonly<Record<string, string>> {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(document.trim() ? { document: document.trim() } : {}),
  };
}

interface AnswersProps {
  readonly question: Question;
  readonly given: Given;
  readonly onGive: (given: Given) => void;
  readonly onEnter: () => void;
}

/** The reasons to choose from, the words, and the number of the document. */
function Answers({ question, given, onGive, onEnter }: AnswersProps) {
  const reasons = Object.entries(question.reasons ?? {});
  return (
    <>
      {reasons.length > 0 ? (
        <Radio.Group
          aria-label={words.reason}
          value={given.reason}
          options={reasons.map(([value, label]) => ({ value, label }))}
          onChange={(event) => onGive({ ...given, reason: String(event.target.value) })}
        />
      ) : null}
      <Line
        label={question.note === 'required' ? words.note : words.noteOptional}
        value={given.note}
        longest={NOTE_LENGTH}
        onType={(note) => onGive({ ...given, note })}
        onEnter={onEnter}
      />
      {question.phrases ? (
        <div className="phrases" aria-label={words.phrases} role="group">
          {question.phrases.map((phrase) => (
            <ActionButton key={phrase} kind="quiet" onPress={() => onGive({ ...given, note: phrase })}>
              {phrase}
            </ActionButton>
          ))}
        </div>
      ) : null}
      {question.document ? (
        <Line
          label={question.document === 'required' ? words.document : words.documentOptional}
          value={given.document}
          longest={DOCUMENT_LENGTH}
          onType={(document) => onGive({ ...given, document })}
          onEnter={onEnter}
        />
      ) : null}
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly longest: number;
  readonly onType: (value: string) => void;
  readonly onEnter: () => void;
}

function Line({ label, value, longest, onType, onEnter }: LineProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <Input
        value={value}
        maxLength={longest}
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) onEnter();
        }}
      />
    </label>
  );
}
