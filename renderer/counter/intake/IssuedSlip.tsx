import { SlipPaper } from '../../ui/SlipPaper.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useSlip } from './useSlip.ts';

/** A slip as the citizen has it. */
export function IssuedSlip({ slipNumber }: { readonly slipNumber: string }) {
  const { slip, trouble } = useSlip(slipNumber);
  if (slip) return <SlipPaper slip={slip} />;
  return <TroubleNotice trouble={trouble} />;
}
