const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'

/** Whether the text is a resident id (公民身份号码, GB 11643): shape, a real birth date and the check character. */
export function isResidentId(text: string): boolean {
  const match = /^[1-9]\d{5}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text)
  if (!match || !isDate(Number(match[1]), Number(match[2]), Number(match[3]))) return false
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0)
  return CHECK[total % 11] === text[17]
}

/** Whether the text has the shape of the 15-digit resident id of before 1999, which had no check character. */
export function isOldResidentId(text: string): boolean {
  const match = /^[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}$/.exec(text)
  return match !== null && isDate(1900 + Number(match[1]), Number(match[2]), Number(match[3]))
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
