/** All file systems take 255 bytes; fifty ideographs are 150. */
const MOST_OF_NAME = 50

/**
 * As the tax bureau names downloads: `dzfp_<号码>_<购方名称>_<yyyyMMddHHmmss>.pdf`, without what some file system refuses.
 * @param issuedAt in China: `2026-11-23 14:05:09`
 */
export function documentName(
  { number, buyerName, issuedAt }: { number: string; buyerName: string; issuedAt: string },
  format: 'pdf' | 'ofd' | 'xml',
): string {
  const name = buyerName.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '').trim()
  return `dzfp_${number}_${[...name].slice(0, MOST_OF_NAME).join('')}_${issuedAt.replace(/\D/g, '')}.${format}`
}
