import type { ReactNode } from 'react';
import type { SourceKind } from '../../../main/domain/catalogue/sources/table.ts';
import { CitizenMaterial } from './CitizenMaterial.tsx';
import { IdentityMaterial } from './IdentityMaterial.tsx';
import type { SourceLineProps } from './sourceLine.ts';
import { SystemMaterial } from './SystemMaterial.tsx';

/** How a material stands in the list, by where it comes from. */
export const sourceLines = {
  citizen: CitizenMaterial,
  identity: IdentityMaterial,
  system: SystemMaterial,
  shared: SystemMaterial,
} as const satisfies Record<SourceKind, (props: SourceLineProps) => ReactNode>;
