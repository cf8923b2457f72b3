/** Types of what tests use of bootstrap.mjs. */
export declare const ROOT: string;
export declare function ensureBuilt(): Promise<void>;
export declare function findChromium(): string | null;
export declare function projectNode(): string;
