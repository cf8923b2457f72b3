import { describe, expect, it } from 'vitest';
import { validate, version } from 'uuid';
import { sm3Text } from '../../../../main/core/sm3.ts';
import { personIdOf } from '../../../../main/domain/identity/personId.ts';

const idOf = (documentType: string, number: string): string => personIdOf({ documentType, number }, sm3Text);

describe('the id of a person', () => {
  // By hand from `printf person:01:990000198503121011 | openssl dgst -sm3`: ab6882fc d126 e76a adb1 6b7081e7506f…, with the
  // digit of the version set to 8 and that of the variant (a = 1010) kept.
  it.each([
    ['01', '990000198503121011', 'ab6882fc-d126-876a-adb1-6b7081e7506f'],
    ['17', '830000199001011234', 'b2168b94-8b9a-8d2b-a518-f1cd3809f7dc'],
  ])('of document %s number %s is the one any counter makes', (documentType, number, id) => {
    expect(idOf(documentType, number)).toBe(id);
  });

  it('is a UUID of version 8', () => {
    const id = idOf('01', '990000198503121011');
    expect([validate(id), version(id)]).toEqual([true, 8]);
  });

  it('tells the same number of another kind of document apart', () => {
    expect(idOf('01', '990000198503121011')).not.toBe(idOf('17', '990000198503121011'));
  });
});
