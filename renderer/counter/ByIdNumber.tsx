import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Input, type InputRef } from 'antd';
import { CITIZEN_ID, documentTypes, type ChoosableDocumentType } from '../../main/domain/identity/documentTypes.ts';
import { tidyNumber } from '../../main/domain/identity/numberSpelling.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useHotkey } from '../ui/hotkeys.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { counterTexts } from './texts.ts';

// Nearly everybody has an ID card: the list of the others is fetched when somebody asks for it.
const DocumentTypeChoice = lazy(() =>
  import('./DocumentTypeChoice.tsx').then(({ DocumentTypeChoice }) => ({ default: DocumentTypeChoice })),
);

const words = counterTexts.empty;

interface Typed {
  readonly idNumber: string;
  readonly documentType: ChoosableDocumentType;
}

/** Says by the typed number of a document who is at the counter. */
export function ByIdNumber() {
  const [typed, setTyped] = useState<Typed>({ idNumber: '', documentType: CITIZEN_ID });
  const [choosing, setChoosing] = useState(false);
  const field = useRef<InputRef>(null);
  const open = useAct(
    (client, { idNumber, documentType }: Typed, requestId) =>
      client.visit.openByIdNumber({ requestId, idNumber, documentType }),
    undefined,
    // The number is what was wrong: it is corrected next.
    () => field.current?.focus({ cursor: 'end' }),
  );
  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    if (open.trouble) open.clear();
  };
  // The last citizen's screen is gone and the focus with it: it begins anew here.
  useEffect(() => field.current?.focus(), []);
  useHotkey('F2', () => field.current?.focus());
  const submit = () => {
    if (tidyNumber(typed.idNumber)) open.run(typed);
    else field.current?.focus();
  };
  return (
    <form
      className="empty-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="empty-label">
        <label htmlFor="id-number">
          {words.byNumber} <kbd aria-hidden="true">F2</kbd>
        </label>
        {choosing ? null : (
          <button type="button" className="bare-button" onClick={() => setChoosing(true)}>
            {words.otherDocument}
          </button>
        )}
      </div>
      {choosing ? (
        <Suspense>
          <DocumentTypeChoice
            value={typed.documentType}
            onChange={(documentType) => {
              change({ documentType });
              field.current?.focus();
            }}
          />
        </Suspense>
      ) : null}
      <div className="empty-row">
        <Input
          id="id-number"
          ref={field}
          value={typed.idNumber}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholderOf(typed.documentType)}
          aria-describedby="id-number-why"
          aria-keyshortcuts="F2"
          aria-invalid={open.trouble !== null}
          onChange={(event) => change({ idNumber: event.target.value })}
        />
        <ActionButton kind="primary" pending={open.pending} onPress={submit}>
          {words.open}
        </ActionButton>
      </div>
      <p id="id-number-why">{words.whyNumber}</p>
      <TroubleNotice trouble={open.trouble} />
    </form>
  );
}

function placeholderOf(documentType: ChoosableDocumentType): string {
  return documentType === CITIZEN_ID ? words.placeholder : documentTypes[documentType].form;
}
