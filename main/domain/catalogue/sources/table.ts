import { z } from 'zod';
import { citizenRules, citizenSourceSchema } from './citizen.ts';
import { identityRules, identitySourceSchema } from './identity.ts';
import type { SourcedMaterial, SourceRules } from './source.ts';
import { sharedRules, sharedSourceSchema, systemRules, systemSourceSchema } from './system.ts';

/** Where a material comes from. */
export const sourceSchema = z.discriminatedUnion('kind', [
  citizenSourceSchema,
  identitySourceSchema,
  systemSourceSchema,
  sharedSourceSchema,
]);

type MaterialSource = z.infer<typeof sourceSchema>;
/** Kind of a source. */
export type SourceKind = MaterialSource['kind'];
type SourceOf<Kind extends SourceKind> = Extract<MaterialSource, { kind: Kind }>;

/** Every source of materials. A new one is a file here, its two lines in this file, and its line in the window. */
const sourceKinds = {
  citizen: citizenRules,
  identity: identityRules,
  system: systemRules,
  shared: sharedRules,
} as const satisfies { readonly [Kind in SourceKind]: SourceRules<SourceOf<Kind>> };

/** The rules of a material's source, for that material. */
export function sourceRules({ source }: Pick<SourcedMaterial<MaterialSource>, 'source'>): SourceRules<MaterialSource> {
  return sourceKinds[source.kind];
}
