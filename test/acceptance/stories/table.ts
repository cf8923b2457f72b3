import { agentStories } from './agents.ts';
import { barStories } from './bars.ts';
import { dutyStories } from './duty.ts';
import { cardStories } from './cards.ts';
import { certificateStories } from './certificates.ts';
import { benefitStories } from './benefits.ts';
import { endingStories } from './endings.ts';
import { paperStories } from './papers.ts';
import { releaseStories } from './releases.ts';
import { specialRouteStories } from './specialRoute.ts';
import { transferStories } from './transfers.ts';
import { windowStories } from './windows.ts';
import type { Story } from './hall.ts';

/** The stories of the examples that the product can be led through, by their ids. */
export const stories: ReadonlyMap<string, Story> = new Map(
  Object.entries({
    ...agentStories,
    ...barStories,
    ...cardStories,
    ...certificateStories,
    ...benefitStories,
    ...dutyStories,
    ...endingStories,
    ...paperStories,
    ...specialRouteStories,
    ...transferStories,
    ...windowStories,
    ...releaseStories,
  }),
);
