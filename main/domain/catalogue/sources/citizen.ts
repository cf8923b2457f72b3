import { z } from 'zod';
import type { MaterialTick, MaterialTicks } from '../../case/papers.ts';
import type { SourcedMaterial, SourceRules, TickProblem } from './source.ts';

/** What only the citizen can bring. */
export const citizenSourceSchema = z.strictObject({ kind: z.literal('citizen') });

type CitizenMaterial = SourcedMaterial<z.infer<typeof citizenSourceSchema>>;

function tickProblem({ anyOf }: CitizenMaterial, tick: MaterialTick): TickProblem | null {
  const alternative = anyOf.find(({ code }) => code === tick.alternative);
  if (!alternative) return 'unknown-alternative';
  return alternative.forms.includes(tick.form) ? null : 'form-not-allowed';
}

/** The tick that counts. Ticks come from a window: a name every object has is no tick, nor is one the list refuses. */
function tickOf(material: CitizenMaterial, ticks: MaterialTicks): MaterialTick | null {
  const tick = Object.hasOwn(ticks, material.code) ? ticks[material.code] : undefined;
  return tick && tickProblem(material, tick) === null ? tick : null;
}

/** A paper: any one of the alternatives will do, in a form it allows. */
export const citizenRules: SourceRules<z.infer<typeof citizenSourceSchema>> = {
  suppliedBy: 'citizen',
  onlyOne: null,
  origin: () => '',
  tickProblem,
  isPresent: (material, { ticks }) => tickOf(material, ticks) !== null,
  received: (material, { ticks }) => {
    const tick = tickOf(material, ticks);
    if (!tick) return null;
    const alternative = material.anyOf.find(({ code }) => code === tick.alternative);
    return { name: alternative?.name ?? material.name, how: tick.form };
  },
};
