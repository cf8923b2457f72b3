/** What the law leaves the citizen against a paper: review within 60 days, an action within six months (domain reference 3.3, BT). */
export function remediesAgainst(paper: string): string {
  return `如对本决定不服，可以自收到${paper}之日起 60 日内依法申请行政复议，或者自收到${paper}之日起 6 个月内依法向人民法院提起行政诉讼。`;
}
