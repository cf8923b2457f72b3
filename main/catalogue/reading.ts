import { customPinyin, pinyin } from 'pinyin-pro';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { foldSearchText, type SearchEntry } from '../domain/catalogue/search.ts';
import { searchTerm, type SearchTerm } from '../domain/catalogue/searchMatch.ts';

/**
 * Words of this trade that the general dictionary reads wrongly inside longer names (个人参保 as "ge ren shen bao",
 * 在校长期 as "zhang qi").
 */
customPinyin({
  参保: 'cān bǎo',
  参保人: 'cān bǎo rén',
  长期: 'cháng qī',
  长住: 'cháng zhù',
  长驻: 'cháng zhù',
  长护: 'cháng hù',
  重办: 'chóng bàn',
  重报: 'chóng bào',
  重核: 'chóng hé',
  重算: 'chóng suàn',
});

function termOf(text: string): SearchTerm {
  const folded = foldSearchText(text);
  return searchTerm(folded, pinyin(folded, { toneType: 'none', type: 'array', v: true }));
}

/** What the search knows about one version of an item: its name and aliases with their readings. */
export function searchEntryOf(item: ServiceItem): SearchEntry {
  return {
    code: item.code,
    version: item.version,
    name: item.name,
    effectiveFrom: item.effectiveFrom,
    effectiveTo: item.effectiveTo,
    terms: [item.name, ...item.aliases].map(termOf),
  };
}
