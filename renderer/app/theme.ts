import type { ThemeConfig } from 'antd';

/**
 * The look of the counter for the parts antd draws; `tokens.css` holds the same values for our own parts. One deep teal,
 * warm paper, generous type: it is looked at for eight hours. Every text pair is at least 4.5 : 1.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0c5e57',
    colorLink: '#0c5e57',
    colorSuccess: '#1a6e43',
    colorWarning: '#8a5300',
    colorError: '#a8201a',
    colorInfo: '#0c5e57',
    colorTextBase: '#1b2726',
    colorBgBase: '#ffffff',
    colorBorder: '#b9b6ab',
    colorBorderSecondary: '#dfdbd1',
    colorTextPlaceholder: '#69736f',
    colorTextDisabled: '#69736f',
    fontFamily: "'Noto Sans SC Variable', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    fontSize: 16,
    controlHeight: 40,
    borderRadius: 8,
    wireframe: false,
    motion: false,
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
    Input: { activeShadow: '0 0 0 3px rgba(12, 94, 87, 0.22)' },
  },
};
