/**
 * The vitest projects and when `npm test` runs them. Each lane runs its projects one after the other, the lanes side by side
 * and beside the static checks: integration tests mostly wait. The browser comes afterwards, alone, because what it
 * times out on must not be our own linter.
 */
export const PROJECTS_IN_LANES = /** @type {const} */ ([
  ['unit', 'mocked'],
  ['integration', 'fault'],
]);
export const PROJECTS_AFTERWARDS = /** @type {const} */ (['e2e']);
