import type { FaceInvoice } from './face-invoice.ts'
import { layOut } from './lay-out.ts'
import { shapeOf } from './typefaces.ts'

/** The characters of an invoice that no font has, each once; its PDF shows 〓 in their places. */
export function missingCharacters(invoice: FaceInvoice): string[] {
  const missing = new Set<string>()
  for (const page of layOut(invoice).pages)
    for (const element of page.elements) {
      if (element.kind !== 'text') continue
      for (const character of element.text)
        if (shapeOf(character.codePointAt(0) ?? 0, element.font).missing) missing.add(character)
    }
  return [...missing]
}
