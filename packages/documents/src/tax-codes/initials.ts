import { pinyin } from 'pinyin-pro'

/**
 * The initials of a name in pinyin, in small letters: cltffw for 车辆停放服务. Characters with several readings are read by
 * the phrases they stand in: 调味品 is twp, 空调 is kt. Letters of other scripts and figures are left out.
 */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .replace(/[^a-z]/g, '')
}
