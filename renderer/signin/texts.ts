/** Words of the sign-in screen. */
export const signInTexts = {
  subtitle: '综合柜员业务系统',
  title: '柜员登录',
  locked: {
    title: '已锁定',
    reason: (name: string, minutes: number) => `${name}，因 ${minutes} 分钟未操作，本窗口已锁定。`,
    kept: '接待和草稿都保留着，输入密码接着办理。',
    submit: '解锁',
    other: '换人登录',
  },
  number: '工号',
  password: '密码',
  submit: '登录',
  demoTitle: '演示账号（点击即登录，仅演示模式提供）',
} as const;
