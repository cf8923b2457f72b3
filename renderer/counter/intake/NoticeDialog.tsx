import { useDeferredValue, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseView } from '../../../main/contract/case.ts';
import { isFromCitizen } from '../../../main/domain/catalogue/materialList.ts';
import type { MissingMaterial, MissingReason } from '../../../main/domain/case/papers.ts';
import { useClient } from '../../app/core.ts';
import type { Draft } from '../../app/drafts.ts';
import { troubleOfQuery, valueOf } from '../../app/useAct.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SlipPaper } from '../../ui/SlipPaper.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { MissingRow } from './MissingRow.tsx';
import { intakeTexts } from './texts.ts';
import type { CaseWork } from './useCaseWork.ts';
import { useTakeAct } from './useTakeAct.ts';

const words = intakeTexts.notice;

interface Props {
  readonly view: CaseView;
  readonly work: CaseWork;
  /** The first, or one more that the leader has allowed. */
  readonly kind: 'notify' | 'renotify';
  readonly onClose: () => void;
}

interface Told {
  readonly reason: MissingReason;
  readonly note: string;
}

/** The one-time notice: everything the citizen has to bring, each with its reason, beside the paper as it will be printed. */
export function NoticeDialog({ view: { caseId }, work: { papers, missing: all }, kind, onClose }: Props) {
  const [told, setTold] = useState<Readonly<Record<string, Told>>>({});
  const toldOf = (code: string): Told => told[code] ?? { reason: 'not-brought', note: '' };
  // All of it is told: nothing can be left out. What a system withholds is no matter of the citizen's.
  const missing = all.filter(isFromCitizen);
  const lines = missing.map(({ code }) => lineOf(code, toldOf(code)));
  const work = { caseId, ticks: papers.ticks, form: papers.form };
  const notify = useTakeAct(caseId, onClose);
  const print = () => notify.run({ kind, input: { ticks: papers.ticks, form: papers.form, missing: lines } });
  return (
    <Dialog
      wide
      title={kind === 'notify' ? words.title : words.again}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{words.cancel}</ActionButton>
          <ActionButton kind="primary" hotkey="F4" pending={notify.pending} onPress={print}>
            {words.print}
          </ActionButton>
        </>
      }
    >
      <TroubleNotice trouble={notify.trouble} />
      <div className="notice">
        <form
          className="notice-list"
          onSubmit={(event) => {
            event.preventDefault();
            print();
          }}
        >
          <p>{words.intro}</p>
          {missing.map((material) => (
            <MissingRow
              key={material.code}
              material={material}
              {...toldOf(material.code)}
              onChange={(next) => setTold({ ...told, [material.code]: next })}
            />
          ))}
          {/* Enter in any field prints. */}
          <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
            {words.print}
          </button>
        </form>
        <Preview work={work} lines={lines} />
      </div>
    </Dialog>
  );
}

interface PreviewProps {
  readonly work: { readonly caseId: string } & Draft;
  readonly lines: MissingMaterial[];
}

function Preview({ work, lines }: PreviewProps) {
  const client = useClient();
  const asked = useDeferredValue(lines);
  const preview = useQuery({
    queryKey: ['notice', work, asked],
    queryFn: async () =>
      valueOf(
        await client.case.previewNotice({
          caseId: work.caseId,
          ticks: { ...work.ticks },
          form: { ...work.form },
          missing: asked,
        }),
      ),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return (
    <section className="notice-preview" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <TroubleNotice trouble={troubleOfQuery(preview.error)} />
      {preview.data ? <SlipPaper slip={preview.data} /> : null}
      {preview.isPending ? (
        <p className="waiting">
          <Icon name="busy" /> {uiTexts.loading}
        </p>
      ) : null}
    </section>
  );
}

function lineOf(materialCode: string, { reason, note }: Told): MissingMaterial {
  return { materialCode, reason, ...(note.trim() ? { note: note.trim() } : {}) };
}
