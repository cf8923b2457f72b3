/** One step of the schema. Versions rise by ten, so that a correction can slip in between. */
export interface Migration {
  readonly version: number;
  readonly statements: string;
}
