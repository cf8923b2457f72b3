import { MaterialClock, MaterialLine } from './MaterialLine.tsx';
import type { SourceLineProps } from './sourceLine.ts';
import { intakeTexts } from './texts.ts';
import { useIdentity } from './useIdentity.ts';

/** The document of the citizen: as it is shown now while the case is open, as it was at the acceptance afterwards. */
export function IdentityMaterial({ material: { name }, view }: SourceLineProps) {
  const { identifiedBy, checkedBy, gap } = useIdentity(view);
  if (gap !== null) {
    return (
      <MaterialLine look="missing" icon="warn" name={name}>
        {intakeTexts.toCheck}
      </MaterialLine>
    );
  }
  return (
    <MaterialLine look="there" icon="check" name={name}>
      {checkedBy ? (
        <>
          {intakeTexts.checkedBy(checkedBy.name)} <MaterialClock at={checkedBy.at} />
        </>
      ) : (
        intakeTexts.provedBy[identifiedBy]
      )}
    </MaterialLine>
  );
}
