import type { ThemeConfig } from 'antd';

// Colours with a meaning of their own. Every pair with white or its soft partner reaches 4.5:1.
export const ink = {
  strong: '#17202c',
  soft: '#4a5565',
  line: '#dce2ea',
  sunk: '#f7f9fc',
  brand: '#0b5cad',
  brandSoft: '#e6f0fb',
  good: '#146c3a',
  goodSoft: '#e3f5e8',
  watch: '#7a4b00',
  watchSoft: '#fff3d6',
  bad: '#b3261e',
  badSoft: '#fdeceb',
  detractor: '#a33b2a',
  passive: '#d7dde5',
  promoter: '#0b5cad',
} as const;

export const chartColours = ['#0b5cad', '#b45309', '#137a4b', '#7c3aa8', '#5f6b7a', '#a3195b', '#0e7490'] as const;

export const fontFamily =
  'system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei",' +
  '"Noto Sans SC","Noto Sans CJK SC",sans-serif';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: ink.brand,
    colorInfo: ink.brand,
    colorLink: ink.brand,
    colorSuccess: ink.good,
    colorWarning: ink.watch,
    colorError: ink.bad,
    colorText: ink.strong,
    colorTextSecondary: '#465261',
    colorTextDescription: '#56616f',
    colorTextPlaceholder: '#626d7a',
    colorTextDisabled: '#6b7480',
    colorBorder: '#868f9b',
    colorBorderSecondary: ink.line,
    colorBgLayout: '#f3f5f9',
    borderRadius: 8,
    borderRadiusLG: 14,
    fontFamily,
    fontSize: 14,
    wireframe: false,
  },
  components: {
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 20px' },
    Menu: { itemBorderRadius: 8, itemSelectedBg: ink.brandSoft, itemSelectedColor: '#083f78', itemHeight: 40 },
    Table: { headerBg: ink.sunk, headerColor: '#465261', cellPaddingBlockMD: 9, cellPaddingBlock: 11 },
    Card: { headerFontSize: 15, bodyPadding: 18 },
    Tabs: { horizontalMargin: '0 0 16px 0' },
  },
};
