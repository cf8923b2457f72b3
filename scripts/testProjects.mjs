/**
 * The vitest projects and when `npm test` runs them. The first ones run beside the static checks, each line a run of its own:
 * integration tests mostly wait, the others never do. The others run one at a time afterwards, because what they time
 * out on must not be our own linter.
 */
export const PROJECTS_BESIDE_CHECKS = /** @type {const} */ ([['unit', 'mocked'], ['integration']]);
export const PROJECTS_AFTERWARDS = /** @type {const} */ ([['fault'], ['e2e']]);
