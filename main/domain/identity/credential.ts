/**
 * What the central system is asked with about a person. `documentType`: dictionary `psn_cert_type`, a citizen's ID card when
 * it is not said. A token is opaque and good for one question.
 */
export type Credential =
  | {
      readonly kind: 'social-card';
      readonly cardNumber: string;
      readonly cardIdentifier: string;
      readonly idNumber?: string;
      /** As the card says it. */
      readonly name?: string;
    }
  | { readonly kind: 'id-number'; readonly idNumber: string; readonly name?: string; readonly documentType?: string }
  | { readonly kind: 'e-credential'; readonly token: string };
