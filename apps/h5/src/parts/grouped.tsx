import { groupTaxpayerId } from '@mashang/invoice'

/** An id or a number in groups of four, parted by space that is drawn and not written: copying it yields no blanks. */
export function Grouped({ text }: { text: string }) {
  return (
    <span class="grouped figures">
      {groupTaxpayerId(text).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  )
}
