import { SHORTEST_PASSWORD } from '../../main/domain/staff/password.ts';
import { roleTitles } from '../../main/domain/staff/role.ts';

/** Words of the sign-in screen. */
export const signInTexts = {
  subtitle: '综合柜员业务系统',
  title: '柜员登录',
  locked: {
    idle: {
      title: '已锁定',
      reason: (name: string, minutes: number) => `${name}，因 ${minutes} 分钟未操作，本窗口已锁定。`,
      kept: '接待和草稿都保留着，输入密码接着办理。',
    },
    'password-changed': {
      title: '登录已退出',
      reason: (name: string) => `${name}，本工号的密码已在另一个窗口修改，本窗口随即退出登录。`,
      kept: '接待和草稿都保留着，输入新密码接着办理。不是本人修改的，请马上告诉信息股。',
    },
    submit: '解锁',
    other: '换人登录',
  },
  noAccounts: {
    title: '还没有工号，现在没有人能登录',
    who: '请信息股的技术员在这台电脑上建立第一个工号：',
    stop: '退出一柜通（关闭窗口；从终端启动的，按 Ctrl-C）。',
    add: '在程序文件夹里打开终端，运行下面的命令，按提示输入两次密码：',
    command: 'npm run ops -- account add --home 数据文件夹 --number 9001 --name 姓名 --role technician',
    explained: '“数据文件夹”换成放 counter.yaml 的文件夹，工号和姓名换成本人的。',
    start: '再启动一柜通，用这个工号登录。柜员的工号同样建立，岗位写 teller。',
    posts: `岗位：${Object.entries(roleTitles)
      .map(([role, title]) => `${role} ${title}`)
      .join('，')}。`,
  },
  changePassword: {
    title: '修改密码',
    rules: `新密码至少 ${SHORTEST_PASSWORD} 个字符，不能包含工号。修改后立即生效，下次登录用新密码；本工号在其他窗口的登录随即退出。`,
    fields: { current: '原密码', chosen: '新密码', again: '再输入一次新密码' },
    missing: '请输入原密码',
    differs: '两次输入的新密码不一样',
    submit: '修改',
    cancel: '取消',
    done: '密码已修改，下次登录请用新密码。',
    close: '好',
  },
  number: '工号',
  password: '密码',
  submit: '登录',
  demoChanged: '密码已改，需输入',
  demoTitle: '演示账号（点击即登录，仅演示模式提供）',
} as const;
