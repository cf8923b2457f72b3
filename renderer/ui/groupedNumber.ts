/** An 18-character number in the groups of the ID card, 6-8-4, for comparing it with one; others as they are. */
export function groupedNumber(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}` : number;
}
