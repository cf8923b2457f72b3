import { z } from 'zod';

const pattern = z.string().min(1).max(200).refine(isPattern, { error: '不是有效的正则表达式' });

/**
 * Shapes of the codes citizens show, as regular expressions the whole code must fit. Regional facts: what is unsure of them
 * is the bureau's to say.
 */
export const codePatternsSchema = z.strictObject({
  /** 医保电子凭证: 28 letters or digits as far as known; a bureau's vendor may issue others. */
  medicalCredential: pattern.default('[0-9A-Za-z]{28}'),
  /** 电子社保卡: a long opaque token. Neither blanks nor `:`, so that no web address is taken for one. */
  socialSecurityCredential: pattern.default('[0-9A-Za-z+/=_-]{29,512}'),
  /** 社会保障卡卡号: nine characters, the first may be a letter. */
  cardNumber: pattern.default('[0-9A-Z][0-9]{8}'),
});

/** Shapes of the codes citizens show. */
export type CodePatterns = z.infer<typeof codePatternsSchema>;

/** The shapes of a bureau that says nothing of its own. */
export const defaultCodePatterns: CodePatterns = codePatternsSchema.parse({});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
