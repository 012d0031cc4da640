import { type ThemeConfig, theme } from 'antd'
import { type Palette, palettes, type Scheme } from './palette.ts'

/**
 * 13/20 px text on 28 px controls. Not `compactAlgorithm`: it forces 12 px, too small for Chinese that is read all day.
 */
export function antdTheme(scheme: Scheme, motion: boolean): ThemeConfig {
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...colours(palettes[scheme]), ...measures, motion },
    components: components(scheme),
  }
}

const measures = {
  fontFamily: 'var(--font)',
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 15,
  lineHeight: 20 / 13,
  fontWeightStrong: 600,
  controlHeight: 28,
  controlHeightSM: 24,
  controlHeightLG: 36,
  borderRadius: 6,
  borderRadiusSM: 4,
  borderRadiusLG: 8,
}

function colours(c: Palette) {
  return {
    colorPrimary: c.primary,
    colorPrimaryHover: c['primary-hover'],
    colorError: c.bad,
    colorSuccess: c['dot-ok'],
    colorWarning: c['dot-warn'],
    colorLink: c.link,
    colorText: c.text,
    colorTextHeading: c.text,
    colorTextSecondary: c.secondary,
    colorTextTertiary: c.tertiary,
    colorTextDescription: c.tertiary,
    colorTextPlaceholder: c.tertiary,
    colorIcon: c.tertiary,
    colorBgBase: c.page,
    colorBgContainer: c.page,
    colorBgElevated: c.popup,
    colorBgMask: c.mask,
    colorBorder: c.edge,
    colorBorderSecondary: c.line,
    colorSplit: c.line,
    controlItemBgActive: c.selected,
    controlOutline: c.ring,
    colorErrorOutline: c['bad-fill'],
  }
}

function components(scheme: Scheme): NonNullable<ThemeConfig['components']> {
  const c = palettes[scheme]
  return {
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      defaultBorderColor: c['button-edge'],
      colorPrimary: c.primary,
      colorError: scheme === 'dark' ? '#C63A34' : c.bad,
    },
    Segmented: { trackBg: c.fill, itemColor: c.secondary, itemSelectedBg: scheme === 'dark' ? '#2C3440' : '#FFFFFF' },
    Select: { optionSelectedBg: c.selected },
    Switch: {
      colorTextQuaternary: c['dot-off'],
      colorTextTertiary: c.tertiary,
      trackHeightSM: 14,
      trackMinWidthSM: 26,
    },
    Menu: { itemSelectedColor: c.link },
    Radio: { colorPrimary: c.link, buttonSolidCheckedBg: c.primary },
    DatePicker: { colorPrimary: c.primary },
  }
}
