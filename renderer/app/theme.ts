import type { ThemeConfig } from 'antd';

/**
 * The look of the counter for the parts antd draws; `tokens.css` holds the same values for our own parts. One deep teal,
 * warm paper, generous type: it is looked at for eight hours. Every text pair is at least 7 : 1.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0a504a',
    colorLink: '#0a504a',
    colorSuccess: '#125433',
    colorWarning: '#6f4200',
    colorError: '#8f1a15',
    colorInfo: '#0a504a',
    colorTextBase: '#1b2726',
    colorBgBase: '#ffffff',
    colorBorder: '#b9b6ab',
    colorBorderSecondary: '#dfdbd1',
    colorTextPlaceholder: '#4d5753',
    colorTextDisabled: '#4d5753',
    fontFamily: "'Noto Sans SC Variable', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    fontSize: 16,
    controlHeight: 40,
    borderRadius: 8,
    wireframe: false,
    motion: false,
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
  },
};
