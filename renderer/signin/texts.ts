/** Words of the sign-in screen. */
export const signInTexts = {
  subtitle: '综合柜员业务系统',
  title: '柜员登录',
  number: '工号',
  password: '密码',
  submit: '登录',
  demoTitle: '演示账号（点击即登录，仅演示模式提供）',
} as const;
