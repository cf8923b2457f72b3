/** Time to take something with a code on it and scan it when a scanner is tried, in seconds. */
export const SCAN_SECONDS = 20;
